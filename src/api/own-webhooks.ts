import { createPrivateKey, sign } from 'node:crypto';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import type { Delivering, OutgoingEvent, Subscription } from '../domain/delivery.ts';
import type { Attachments } from '../attachments/attachments.ts';
import type { OutsideIds } from '../domain/outside-ids.ts';
import { judgeAnswer } from '../domain/judge-answer.ts';
import { copiesOfMessages } from './copies.ts';
import type { Copies } from './copies.ts';
import type { ShownSeat } from './present.ts';
import { presentConversation, presentEvent, presentMessage } from './present.ts';

type WebhookPorts = { attachments: Pick<Attachments, 'copiesOf'>; outsideIds: OutsideIds };

/**
 * Inlet's own webhooks by the Standard Webhooks spec 1.0.0: any system can subscribe to any type of
 * event. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function ownWebhooks({ attachments, outsideIds }: WebhookPorts): Delivering {
  return {
    async event(outgoing, courier) {
      const { message, subscription } = outgoing;
      const { workspaceId, url, secrets } = subscription;
      const held = message === null ? [] : [message];
      const copies = await copiesOfMessages(attachments, workspaceId, held);
      const body = JSON.stringify(bodyOf(outgoing, copies, outsideIds));
      // The same for every attempt and every resend: what the receiver knows it again by.
      const id = `evt_${outgoing.event.id}`;
      const at = new Date(courier.now);
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Inlet',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': secrets.map((one) => signatureOf(one, id, at, body)).join(' '),
      };
      const request = { method: 'POST' as const, url, headers, body };
      const answer = await courier.handOver(request, { canRepeat: true });
      return judgeAnswer(answer, { now: courier.now, canRepeat: true });
    },
  };
}

/** The nouns are as they stand when the attempt is made; null where they are gone. */
function bodyOf(outgoing: OutgoingEvent, copies: Copies, outsideIds: OutsideIds) {
  const { event, message, conversation, participants, reply } = outgoing;
  const { createdAt: timestamp, type, ...place } = presentEvent(event);
  const seat = participants.find(({ id }) => id === message?.participantId);
  const sender: ShownSeat | undefined =
    seat === undefined || conversation === null
      ? seat
      : { ...seat, externalId: outsideIds.ofSeat(seat, conversation) };
  const seats = { participants, copies, outsideIds };
  return {
    type,
    timestamp,
    data: {
      ...place,
      message: message === null ? null : presentMessage(message, { sender, copies, reply }),
      conversation: conversation === null ? null : presentConversation(conversation, seats),
    },
  };
}

/** The header of a PKCS #8 Ed25519 key (RFC 8410), which the 32 bytes of the key follow. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function signatureOf(
  { kind, secret }: Subscription['secrets'][number],
  id: string,
  at: Date,
  body: string,
): string {
  if (kind === 'v1') return new StandardWebhook(secret).sign(id, at, body);
  const raw = Buffer.from(secret.slice('whsk_'.length), 'base64');
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, raw]),
    format: 'der',
    type: 'pkcs8',
  });
  const content = `${id}.${Math.floor(at.getTime() / 1_000)}.${body}`;
  return `v1a,${sign(null, Buffer.from(content), key).toString('base64')}`;
}

import type {
  Courier,
  Delivering,
  HeardEvent,
  Outcome,
  OutgoingReply,
} from '../../domain/delivery.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { explainNo } from '../../domain/envelope.ts';
import { judgeAnswer, refused } from '../../domain/judge-answer.ts';
import type { Webhook } from '../../domain/webhook.ts';
import type { VendorPorts } from '../vendor.ts';
import { VENDOR } from './capabilities.ts';
import { webhookRequest } from './client.ts';
import { messagePayload } from './outbound.ts';
import { conversationContexts } from './related.ts';
import type { EventTypeName } from './webhooks.ts';
import { organizationIdOf } from './organizations.ts';

/**
 * A reply goes out as the `message_created` of the organization's webhook, whose 2xx makes it
 * Success; every other message and every change is told as an event. The payload carries the
 * message's id, by which the receiver knows a second copy again.
 */
export function deliver(ports: VendorPorts): Delivering {
  return {
    async reply(reply, courier) {
      const webhook = await findWebhook(ports, reply.conversation.workspaceId, 'message_created');
      if (webhook === null) {
        return {
          kind: 'held',
          reason: 'Nobody is subscribed to message_created: POST /v2/webhooks.',
        };
      }
      return tell(ports, webhook, 'message_created', reply, courier, explainNo);
    },
    wants: (webhook, event) => {
      const type = typeOf(event);
      return type !== null && webhook.eventTypes.includes(type);
    },
    async event({ event, subscription, message, conversation }, courier) {
      const type = typeOf({ ...event, vendor: VENDOR, direction: null });
      if (type === null || message === null || conversation === null) {
        return refused('The message was deleted.');
      }
      return tell(ports, subscription, type, { message, conversation }, courier);
    },
  };
}

/** What of the log this vendor's webhooks hear of; a reply tells of itself when it goes out. */
function typeOf({ type, vendor, payload }: HeardEvent): EventTypeName | null {
  if (vendor !== VENDOR) return null;
  if (type === 'message.updated') return 'message_updated';
  return type === 'message.created' && payload['deliveryId'] === undefined
    ? 'message_created'
    : null;
}

/** One for each type of event (docs/partoo.md#webhook-rules). */
export async function findWebhook(
  { store }: Pick<VendorPorts, 'store'>,
  workspaceId: number,
  type: EventTypeName,
): Promise<Webhook | null> {
  const all = await store.read.listWebhooks({
    workspaceId,
    vendor: VENDOR,
    afterId: 0,
    limit: 100,
  });
  return all.find(({ eventTypes }) => eventTypes.includes(type)) ?? null;
}

type Told = { message: Message; conversation: Conversation } | OutgoingReply;

async function tell(
  ports: VendorPorts,
  webhook: Webhook,
  type: EventTypeName,
  { message, conversation }: Told,
  courier: Courier,
  explain?: typeof explainNo,
): Promise<Outcome> {
  const { workspaceId } = conversation;
  const [context] = await conversationContexts(ports.store, workspaceId, [conversation], [message]);
  if (context === undefined) return refused('The conversation was deleted.');
  const organizationId = await organizationIdOf(ports, workspaceId);
  const payload = messagePayload(type, message, context, organizationId);
  const request = await webhookRequest(ports, webhook, payload);
  const answer = await courier.handOver(request, { canRepeat: true });
  const judging = { now: courier.now, canRepeat: true, ...(explain && { explain }) };
  return judgeAnswer(answer, judging);
}

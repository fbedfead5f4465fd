import type { FastifyInstance } from 'fastify';
import type { Contact } from '../../../domain/contact.ts';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import { locatedPrincipalOf } from '../auth.ts';
import { requireContentToSend } from '../content.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from '../errors.ts';
import { textOf } from '../inbound.ts';
import { channelOf } from '../message-channel.ts';
import { isEmailType, storedType } from '../message-types.ts';
import type { MessageType } from '../message-types.ts';
import type { HighLevelPorts } from '../ports.ts';
import { presentWritten } from '../present.ts';
import { attributesToSend, sendAtOf, toSendAttachments } from '../sending.ts';
import { findSendChannel } from '../send-channel.ts';
import type { SendBody } from '../schemas/send.ts';
import { sendAnswer, sendSchema } from '../schemas/send.ts';
import { VENDOR } from '../settings.ts';
import { requireContact } from './messages.ts';
import { sendRefusalOf } from '../refusals.ts';

/**
 * POST /conversations/messages (docs/highlevel.md#sent-messages): a message and the delivery that
 * will hand it over.
 */
export function sendRoutes(scope: FastifyInstance, ports: HighLevelPorts): void {
  scope.post<{ Body: SendBody }>(
    '/conversations/messages',
    {
      schema: {
        summary: 'Send a message',
        body: sendSchema(ports.limits),
        response: { 200: sendAnswer },
      },
      config: { action: 'messages.send' },
    },
    async (request, reply) => {
      const principal = locatedPrincipalOf(request);
      const { body } = request;
      if (!body.contactId) throw new HighLevelRefusal(404, MESSAGE_TEXTS.noContactGiven);
      requireContentToSend(body);
      const named = await channelOf(body, principal, ports);
      const contact = await requireContact(body.contactId, principal, ports);
      requireOwnAddress(body, contact);
      const type = storedType(body.type, named.kind, true);
      const outcome = await ports.inbox.sendReply({
        workspaceId: principal.workspaceId,
        conversationId: await conversationOf(contact, ports),
        channelId: await findSendChannel(named, body.type, principal, ports),
        text: textOf(body),
        attachments: toSendAttachments(body),
        type,
        ...answersOf(body, type, ports),
        authorUserId: principal.userId,
        vendor: VENDOR,
        sendAt: sendAtOf(body),
        attributes: attributesToSend(body),
      });
      if (outcome.kind !== 'accepted') throw sendRefusalOf(outcome);
      announceAcceptance(request, reply, outcome.acceptance);
      return presentWritten(outcome.message, 'Message queued successfully.', ports.ids);
    },
  );
}

/** An e-mail goes to the contact's own addresses only. */
function requireOwnAddress({ emailTo }: SendBody, { email, attributes }: Contact): void {
  if (!emailTo) return;
  const more = attributes['additionalEmails'];
  const own = [email, ...(Array.isArray(more) ? (more as unknown[]) : [])];
  const isOwn = own.some((one) => String(one).toLowerCase() === emailTo.toLowerCase());
  if (isOwn) return;
  throw new HighLevelRefusal(400, MESSAGE_TEXTS.notTheirAddress, {
    canonicalCode: 'CONVERSATIONS_MSG_INVALID_EMAILTO',
  });
}

async function conversationOf(contact: Contact, { inbox }: HighLevelPorts): Promise<number> {
  const { workspaceId, id: contactId } = contact;
  const outcome = await inbox.addConversation({ workspaceId, vendor: VENDOR, contactId });
  if (outcome.kind === 'contact-missing') {
    throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownContact);
  }
  return outcome.conversation.id;
}

/** E-mails answer within a thread, other messages a message. */
function answersOf(
  { replyMessageId, threadId }: SendBody,
  type: MessageType,
  { ids }: HighLevelPorts,
): { thread?: { answers: number | null }; replyToId?: number } {
  const named = replyMessageId || threadId;
  const id = named ? (ids.message.read(named) ?? ids.email.read(named)) : null;
  if (named && id === null) throw new HighLevelRefusal(400, MESSAGE_TEXTS.unknownAnswered);
  if (isEmailType(type))
    return { thread: { answers: id }, ...(id === null ? {} : { replyToId: id }) };
  return id === null ? {} : { replyToId: id };
}

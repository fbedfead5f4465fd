import type { Channel } from '../../../domain/channel.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { ReplyTemplate } from '../../../domain/delivery.ts';
import type { InletEvent } from '../../../domain/event.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import { replyStateOf } from '../../../domain/reply-state.ts';
import type { ReplyState } from '../../../domain/reply-state.ts';
import type { Webhook, WebhookSecret } from '../../../domain/webhook.ts';
import { channels } from '../../tables/channels.ts';
import { events } from '../../tables/events.ts';
import { webhooks as webhookTable } from '../../tables/webhooks.ts';
import type { Reader } from '../../transaction.ts';
import { reads as conversations } from '../conversations/conversations.ts';
import { findMessage } from '../messages/messages.ts';
import { reads as replyFacts } from '../replies/reply-facts.ts';
import { reads as participants } from '../conversations/participants.ts';
import { reads as webhooks } from '../events/webhooks.ts';

/** What an attempt at a reply works with. */
export type ReplyMaterial = {
  channel: Channel;
  conversation: Conversation;
  participants: Participant[];
  message: Message;
  authorUserId: number | null;
  template: ReplyTemplate | null;
  replyTo: Message | null;
};

/** What an attempt at an event works with: nouns that are gone meanwhile are null. */
export type EventMaterial = {
  event: InletEvent;
  webhook: Webhook;
  /** The newest first. */
  secrets: WebhookSecret[];
  channel: Channel | null;
  conversation: Conversation | null;
  participants: Participant[];
  message: Message | null;
  reply: ReplyState | undefined;
};

export const reads = {
  /** Null where the message, its conversation or its channel was deleted. */
  async findReplyMaterial(
    db: Reader,
    input: { workspaceId: number; messageId: number },
  ): Promise<ReplyMaterial | null> {
    const { workspaceId, messageId } = input;
    const message = await findMessage(db, { workspaceId, id: messageId });
    if (message === null) return null;
    const nouns = await findNouns(db, message);
    const { channel, conversation } = nouns;
    if (channel === null || conversation === null) return null;
    const reply = await db
      .selectFrom('replies')
      .select(['authorUserId', 'template', 'replyToId'])
      .where('workspaceId', '=', workspaceId)
      .where('messageId', '=', messageId)
      .executeTakeFirst();
    const replyToId = reply?.replyToId ?? null;
    return {
      ...nouns,
      channel,
      conversation,
      message,
      authorUserId: reply?.authorUserId ?? null,
      template:
        typeof reply?.template === 'string' ? (JSON.parse(reply.template) as ReplyTemplate) : null,
      replyTo: replyToId === null ? null : await findMessage(db, { workspaceId, id: replyToId }),
    };
  },

  /** Null where the webhook was deleted or stopped; a word where its event is kept no longer. */
  async findEventMaterial(
    db: Reader,
    input: { workspaceId: number; eventId: number; webhookId: number; now: number },
  ): Promise<EventMaterial | 'event-gone' | null> {
    const { workspaceId, eventId, webhookId } = input;
    const { now } = input;
    const found = await db
      .selectFrom('webhooks')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', webhookId)
      .where('disabledReason', 'is', null)
      .executeTakeFirst();
    const row = await db
      .selectFrom('events')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', eventId)
      .executeTakeFirst();
    if (found === undefined) return null;
    if (row === undefined) return 'event-gone';
    const webhook = webhookTable.fromRow(found);
    const secrets = await webhooks.listWebhookSecrets(db, { workspaceId, webhookId, now });
    const event = events.fromRow(row);
    const message =
      event.messageId === null ? null : await findMessage(db, { workspaceId, id: event.messageId });
    const messageIds = message === null ? [] : [message.id];
    const [facts] = await replyFacts.listReplyFacts(db, { workspaceId, messageIds, now });
    const reply = facts && replyStateOf(facts);
    return { event, webhook, secrets, message, reply, ...(await findNouns(db, event)) };
  },
};

type Place = { workspaceId: number; channelId: number | null; conversationId: number | null };

async function findNouns(db: Reader, { workspaceId, channelId, conversationId }: Place) {
  const channel =
    channelId === null
      ? undefined
      : await db
          .selectFrom('channels')
          .selectAll()
          .where('workspaceId', '=', workspaceId)
          .where('id', '=', channelId)
          .where('deletedAt', 'is', null)
          .executeTakeFirst();
  const conversation =
    conversationId === null
      ? null
      : await conversations.findConversation(db, { workspaceId, id: conversationId });
  return {
    channel: channel === undefined ? null : channels.fromRow(channel),
    conversation,
    participants:
      conversation === null
        ? []
        : await participants.listParticipants(db, {
            workspaceId,
            conversationIds: [conversation.id],
          }),
  };
}

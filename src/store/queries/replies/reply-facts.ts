import type { ReplyFacts } from '../../../domain/reply-state.ts';
import type { Reader } from '../../transaction.ts';
import { presentedDeliveries } from '../deliveries/deliveries.ts';

type Some = { workspaceId: number; messageIds: readonly number[]; now: number };

export const reads = {
  /** What is known of those of these messages that are replies, in no order. */
  async listReplyFacts(db: Reader, input: Some): Promise<ReplyFacts[]> {
    const { workspaceId, messageIds, now } = input;
    if (messageIds.length === 0) return [];
    const replies = await db
      .selectFrom('replies')
      .innerJoin('messages', (join) =>
        join
          .onRef('messages.workspaceId', '=', 'replies.workspaceId')
          .onRef('messages.id', '=', 'replies.messageId'),
      )
      .leftJoin('scheduledReplies', (join) =>
        join
          .onRef('scheduledReplies.workspaceId', '=', 'replies.workspaceId')
          .onRef('scheduledReplies.messageId', '=', 'replies.messageId'),
      )
      .select(['replies.messageId', 'messages.status', 'scheduledReplies.dueAt as scheduledAt'])
      .where('replies.workspaceId', '=', workspaceId)
      .where('replies.messageId', 'in', messageIds)
      .execute();
    if (replies.length === 0) return [];
    const rows = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where(
        'messageId',
        'in',
        replies.map(({ messageId }) => messageId),
      )
      .where('messageId', 'is not', null)
      .where('kind', '=', 'reply')
      .orderBy('id')
      .execute();
    // The newest of each message.
    const newest = new Map(rows.map((row) => [row.messageId, row]));
    const deliveries = await presentedDeliveries(db, [...newest.values()], now);
    const byMessage = new Map(deliveries.map((one) => [one.messageId, one]));
    return replies.map((reply) => ({
      ...reply,
      delivery: byMessage.get(reply.messageId) ?? null,
    }));
  },

  /** The message of the newest reply of each of these conversations; those that have none are left out. */
  async listNewestReplies(
    db: Reader,
    input: { workspaceId: number; conversationIds: readonly number[] },
  ): Promise<{ conversationId: number; messageId: number }[]> {
    const { workspaceId, conversationIds } = input;
    if (conversationIds.length === 0) return [];
    const rows = await db
      .selectFrom('conversations')
      .select((eb) => [
        'conversations.id as conversationId',
        eb
          .selectFrom('deliveries')
          .select('deliveries.messageId')
          .whereRef('deliveries.workspaceId', '=', 'conversations.workspaceId')
          .whereRef('deliveries.conversationId', '=', 'conversations.id')
          .where('deliveries.conversationId', 'is not', null)
          .orderBy('deliveries.id', 'desc')
          .limit(1)
          .as('messageId'),
      ])
      .where('conversations.workspaceId', '=', workspaceId)
      .where('conversations.id', 'in', conversationIds)
      .execute();
    return rows.flatMap(({ conversationId, messageId }) =>
      messageId === null ? [] : [{ conversationId, messageId }],
    );
  },
};

import type { Message } from '../../../domain/message.ts';
import type { Reader } from '../../transaction.ts';
import { isHeldReply } from '../deliveries/delivery-states.ts';
import { withAttachments } from '../messages/messages.ts';

/** What a list shows of threads without reading them whole. */
export const reads = {
  /** The messages of these ids that there are, in no order. */
  async messagesById(
    db: Reader,
    input: { workspaceId: number; ids: number[] },
  ): Promise<Message[]> {
    if (input.ids.length === 0) return [];
    const rows = await db
      .selectFrom('messages')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', 'in', input.ids)
      .execute();
    return withAttachments(db, input.workspaceId, rows);
  },

  /** When the first message of each of these conversations was written. */
  async firstWrittenAt(
    db: Reader,
    input: { workspaceId: number; conversationIds: number[] },
  ): Promise<{ conversationId: number; writtenAt: number | null }[]> {
    if (input.conversationIds.length === 0) return [];
    return db
      .selectFrom('conversations')
      .select((eb) => [
        'conversations.id as conversationId',
        eb
          .selectFrom('messages')
          .select('messages.writtenAt')
          .whereRef('messages.workspaceId', '=', 'conversations.workspaceId')
          .whereRef('messages.conversationId', '=', 'conversations.id')
          .orderBy('messages.writtenAt')
          .orderBy('messages.id')
          .limit(1)
          .as('writtenAt'),
      ])
      .where('conversations.workspaceId', '=', input.workspaceId)
      .where('conversations.id', 'in', input.conversationIds)
      .execute();
  },

  /** Who of the workspace's people wrote these messages, where that is known. */
  async replyAuthors(
    db: Reader,
    input: { workspaceId: number; messageIds: number[] },
  ): Promise<{ messageId: number; userId: number; name: string }[]> {
    if (input.messageIds.length === 0) return [];
    return db
      .selectFrom('replies')
      .innerJoin('users', 'users.id', 'replies.authorUserId')
      .select(['replies.messageId', 'users.id as userId', 'users.name'])
      .where('replies.workspaceId', '=', input.workspaceId)
      .where('replies.messageId', 'in', input.messageIds)
      .execute();
  },

  /** Those of these conversations of which a reply has nobody to call. */
  async conversationsHeldUp(
    db: Reader,
    input: { workspaceId: number; conversationIds: number[] },
  ): Promise<number[]> {
    if (input.conversationIds.length === 0) return [];
    const rows = await db
      .selectFrom('deliveries')
      .select('conversationId')
      .distinct()
      .where('workspaceId', '=', input.workspaceId)
      .where('conversationId', 'in', input.conversationIds)
      .where(isHeldReply)
      .execute();
    return rows.flatMap(({ conversationId }) => conversationId ?? []);
  },

  /** How many messages a conversation has, up to `most`. */
  async countMessages(
    db: Reader,
    input: { workspaceId: number; conversationId: number; most: number },
  ): Promise<number> {
    const some = db
      .selectFrom('messages')
      .select('id')
      .where('workspaceId', '=', input.workspaceId)
      .where('conversationId', '=', input.conversationId)
      .limit(input.most);
    const row = await db
      .selectFrom(some.as('bounded'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(row.count);
  },
};

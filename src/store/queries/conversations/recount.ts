import type { ExpressionBuilder } from 'kysely';
import { lastMessageOf } from '../../../domain/conversation.ts';
import type { Schema } from '../../schema.ts';
import { lastMessageToRow } from '../../tables/conversations.ts';
import type { WriteTransaction } from '../../transaction.ts';

/* What a conversation keeps of its messages, taken anew from them. */

/** Inbound messages since the conversation was last marked read; imported ones never were unread. */
export function countUnread(eb: ExpressionBuilder<Schema, 'conversations'>) {
  return eb
    .selectFrom('messages')
    .select((count) => count.fn.countAll<number>().as('unread'))
    .whereRef('messages.workspaceId', '=', 'conversations.workspaceId')
    .whereRef('messages.conversationId', '=', 'conversations.id')
    .whereRef('messages.id', '>', 'conversations.readThroughId')
    .where('messages.isImported', '=', 0)
    .where('messages.direction', '=', 'inbound');
}

/**
 * Sets last message and unread count, after messages went. False where none is left: then the last
 * message stays as it was, for the caller to decide. The conversation has to be locked.
 */
export async function recountConversation(
  tx: WriteTransaction,
  { workspaceId, id }: { workspaceId: number; id: number },
  alsoSet: { updatedAt?: number } = {},
): Promise<boolean> {
  const last = await tx.db
    .selectFrom('messages')
    .select(['id', 'writtenAt', 'text', 'direction', 'type'])
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', id)
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  await tx.db
    .updateTable('conversations')
    .set((eb) => ({
      ...alsoSet,
      ...(last !== undefined && lastMessageToRow(lastMessageOf(last))),
      unreadCount: countUnread(eb),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  return last !== undefined;
}

import type { Conversation } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { countUnread } from './recount.ts';

/*
 * A reply answers everything that came in before it: nothing of that is unread any more, until the
 * reply is called off. The conversation has to be locked.
 */

type Reply = { workspaceId: number; conversationId: number; messageId: number };

/** What a conversation's row becomes with this reply: ids are above those of all before. */
export function answeredBy(messageId: number) {
  return { unreadCount: 0, readThroughId: messageId };
}

function unreadEvent(
  { workspaceId, channelId, id }: Pick<Conversation, 'workspaceId' | 'channelId' | 'id'>,
  now: number,
): NewEvent {
  return {
    ...{ workspaceId, type: 'conversation.updated', channelId, conversationId: id },
    ...{ messageId: null, payload: { fields: ['unreadCount'] }, createdAt: now },
  };
}

/**
 * Takes back that a reply answered, but for what a later one answers or somebody has read since.
 * Null where that changes nothing.
 */
export async function unanswer(
  tx: WriteTransaction,
  reply: Reply,
  now: number,
): Promise<NewEvent | null> {
  const { workspaceId, conversationId: id, messageId } = reply;
  const row = await tx.db
    .selectFrom('replies')
    .select(['readBefore', 'createdAt'])
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', messageId)
    .executeTakeFirst();
  if (typeof row?.readBefore !== 'number') return null;
  const { readBefore: to, createdAt } = row;
  await passOn(tx, reply, { readBefore: to, createdAt });
  return setReadThrough(tx, { workspaceId, id, from: messageId, to }, now);
}

/** The reply goes out after all: what it answered is answered again. */
export async function answerAgain(
  tx: WriteTransaction,
  { workspaceId, conversationId: id, messageId }: Reply,
  now: number,
): Promise<NewEvent | null> {
  const row = await tx.db
    .selectFrom('conversations')
    .select('readThroughId')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.readThroughId >= messageId) return null;
  const { readThroughId: from } = row;
  return setReadThrough(tx, { workspaceId, id, from, to: messageId }, now);
}

/** The reply after it stands where this one stood. */
async function passOn(
  tx: WriteTransaction,
  { workspaceId, conversationId, messageId }: Reply,
  { readBefore, createdAt }: { readBefore: number; createdAt: number },
): Promise<void> {
  await tx.db
    .updateTable('replies')
    .set({ readBefore })
    .where('workspaceId', '=', workspaceId)
    .where('readBefore', '=', messageId)
    .where('messageId', 'in', (eb) =>
      eb
        .selectFrom('messages')
        .select('messages.id')
        .where('messages.workspaceId', '=', workspaceId)
        .where('messages.conversationId', '=', conversationId)
        .where('messages.writtenAt', '>=', createdAt)
        .where('messages.id', '>', messageId),
    )
    .execute();
}

async function setReadThrough(
  tx: WriteTransaction,
  { workspaceId, id, from, to }: { workspaceId: number; id: number; from: number; to: number },
  now: number,
): Promise<NewEvent | null> {
  const before = await tx.db
    .updateTable('conversations')
    .set({ readThroughId: to })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('readThroughId', '=', from)
    .returning(['channelId', 'unreadCount'])
    .executeTakeFirst();
  if (before === undefined) return null;
  // Of the row as it is now: an assignment would still see what was before.
  const after = await tx.db
    .updateTable('conversations')
    .set((eb) => ({ unreadCount: countUnread(eb), updatedAt: now }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .returning('unreadCount')
    .executeTakeFirst();
  if (after?.unreadCount === before.unreadCount) return null;
  return unreadEvent({ workspaceId, id, channelId: before.channelId }, now);
}

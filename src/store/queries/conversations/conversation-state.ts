import type { Conversation, ConversationStatus } from '../../../domain/conversation.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { lastSaidAt, visibleConversations } from './conversations.ts';

type Key = { workspaceId: number; id: number };
type State = 'status' | 'assignedUserId' | 'unreadCount' | 'readThroughId' | 'updatedAt';

/** What people do to a conversation; undefined stays as it is. */
export type ConversationChange = Key & {
  status?: ConversationStatus | undefined;
  /** Null for nobody. */
  assignedUserId?: number | null | undefined;
  now: number;
};

export type ConversationOutcome =
  | { kind: 'found'; conversation: Conversation }
  | { kind: 'conversation-missing' }
  /** The one it should be assigned to is no user of the workspace. */
  | { kind: 'user-missing' };

export const writes = {
  /**
   * Sets status and assigned user, with one event that names what changed. One that is closed has
   * been dealt with: nothing of it is unread.
   */
  async updateConversation(
    tx: WriteTransaction,
    input: ConversationChange,
  ): Promise<ConversationOutcome> {
    const conversation = await findLocked(tx, input);
    if (conversation === null) return { kind: 'conversation-missing' };
    const { status = conversation.status, assignedUserId = conversation.assignedUserId } = input;
    const closes = status === 'closed' && conversation.status !== 'closed';
    const fields = [
      ...(status === conversation.status ? [] : ['status']),
      ...(assignedUserId === conversation.assignedUserId ? [] : ['assignedUserId']),
      ...(closes && conversation.unreadCount > 0 ? ['unreadCount'] : []),
    ];
    if (fields.length === 0) return { kind: 'found', conversation };
    if (fields.includes('assignedUserId') && assignedUserId !== null) {
      const isMember = await isUserOf(tx, input.workspaceId, assignedUserId);
      if (!isMember) return { kind: 'user-missing' };
    }
    const read = closes ? await allRead(tx) : {};
    const change = { status, assignedUserId, updatedAt: input.now, ...read };
    await setState(tx, input, change);
    const changed = { ...conversation, ...change };
    await appendUpdated(tx, changed, fields);
    return { kind: 'found', conversation: changed };
  },

  /** Sets the unread count to 0, with an event when it was more. */
  async markRead(tx: WriteTransaction, input: Key & { now: number }): Promise<Conversation | null> {
    const conversation = await findLocked(tx, input);
    if (conversation === null) return null;
    const wasUnread = conversation.unreadCount > 0;
    const updatedAt = wasUnread ? input.now : conversation.updatedAt;
    const change = { ...(await allRead(tx)), updatedAt };
    await setState(tx, input, change);
    const changed = { ...conversation, ...change };
    if (wasUnread) await appendUpdated(tx, changed, ['unreadCount']);
    return changed;
  },
};

/** Ids are taken under the conversation's lock, so that this one is above all its messages. */
async function allRead(tx: WriteTransaction) {
  return { unreadCount: 0, readThroughId: await tx.nextId() };
}

async function setState(
  tx: WriteTransaction,
  { workspaceId, id }: Key,
  change: Partial<Pick<Conversation, State>>,
): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set(change)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** The conversation where it can be seen, kept from every other writer. */
async function findLocked(tx: WriteTransaction, key: Key): Promise<Conversation | null> {
  await tx.lockConversations(key.workspaceId, [key.id]);
  const row = await visibleConversations(tx.db, key.workspaceId)
    .selectAll('conversations')
    .select(lastSaidAt)
    .where('conversations.id', '=', key.id)
    .executeTakeFirst();
  return row === undefined ? null : conversationFromRow(row);
}

async function isUserOf(
  tx: WriteTransaction,
  workspaceId: number,
  userId: number,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('memberships')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row !== undefined;
}

async function appendUpdated(
  tx: WriteTransaction,
  conversation: Conversation,
  fields: string[],
): Promise<void> {
  await tx.append({
    workspaceId: conversation.workspaceId,
    type: 'conversation.updated',
    channelId: conversation.channelId,
    conversationId: conversation.id,
    messageId: null,
    payload: { fields },
    createdAt: conversation.updatedAt,
  });
}

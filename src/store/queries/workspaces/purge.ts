import type { WriteTransaction } from '../../transaction.ts';
import { removeDeliveriesOf } from '../deliveries/delivery-removal.ts';
import { removeImports } from '../imports/imports.ts';
import { releaseSources, removeAttachments } from '../files/sources.ts';
import { recountConversation } from '../conversations/recount.ts';

type Step = { limit: number };
type Doomed = { workspaceId: number; id: number };

export const writes = {
  /**
   * Removes up to `limit` rows of what was deleted: messages first (with their attachments and
   * acceptances), then conversations with their seats, contacts, and last the channel itself.
   * True when nothing is left. Small steps, so that other channels' messages pass between. Leaves
   * living conversations alone: `isShared` where the next step is one of purgeSharedStep.
   */
  async purgeStep(
    tx: WriteTransaction,
    input: Step,
  ): Promise<{ isDone: boolean; isShared: boolean }> {
    const channel = await firstDoomed(tx, 'channels');
    if (channel !== undefined) {
      const isShared = await hasSharedMessages(tx, channel);
      if (!isShared) await purgeChannel(tx, channel, input);
      return { isDone: false, isShared };
    }
    const conversation = await firstDoomed(tx, 'conversations');
    if (conversation === undefined) return { isDone: true, isShared: false };
    const removed = await purgeMessages(tx, conversation.workspaceId, input, {
      conversationId: conversation.id,
    });
    if (removed === 0) await removeConversations(tx, conversation.workspaceId, [conversation.id]);
    return { isDone: false, isShared: false };
  },

  /**
   * Removes up to `limit` messages of a deleted channel from conversations across channels, which
   * then have another last message and unread count, and go where they are left empty.
   */
  async purgeSharedStep(tx: WriteTransaction, input: Step): Promise<void> {
    const channel = await firstDoomed(tx, 'channels');
    if (channel === undefined || !(await hasSharedMessages(tx, channel))) return;
    const { workspaceId, id: channelId } = channel;
    const rows = await tx.db
      .selectFrom('messages')
      .select('conversationId')
      .where('workspaceId', '=', workspaceId)
      .where('channelId', '=', channelId)
      .limit(input.limit)
      .execute();
    const conversationIds = [...new Set(rows.map((row) => row.conversationId))];
    await tx.lockConversations(workspaceId, conversationIds);
    await purgeMessages(tx, workspaceId, input, { channelId });
    for (const id of conversationIds) {
      const isEmpty = !(await recountConversation(tx, { workspaceId, id }));
      if (isEmpty) await removeConversations(tx, workspaceId, [id]);
    }
  },
};

/** A vendor keeps its conversations across channels or in them, so one message tells. */
async function hasSharedMessages(tx: WriteTransaction, channel: Doomed): Promise<boolean> {
  const message = await tx.db
    .selectFrom('messages')
    .select('conversationId')
    .where('workspaceId', '=', channel.workspaceId)
    .where('channelId', '=', channel.id)
    .limit(1)
    .executeTakeFirst();
  if (message === undefined) return false;
  const conversation = await tx.db
    .selectFrom('conversations')
    .select('channelId')
    .where('workspaceId', '=', channel.workspaceId)
    .where('id', '=', message.conversationId)
    .executeTakeFirst();
  return conversation?.channelId === null;
}

async function firstDoomed(
  tx: WriteTransaction,
  table: 'channels' | 'conversations',
): Promise<Doomed | undefined> {
  return tx.db
    .selectFrom(table)
    .select(['workspaceId', 'id'])
    .where('deletedAt', 'is not', null)
    .limit(1)
    .executeTakeFirst();
}

/** Nothing can be added to a deleted channel any more: accepting holds its row until it commits. */
async function purgeChannel(tx: WriteTransaction, channel: Doomed, step: Step): Promise<void> {
  const { workspaceId, id: channelId } = channel;
  if ((await purgeMessages(tx, workspaceId, step, { channelId })) > 0) return;

  const conversations = await someConversations(tx, workspaceId, step, channelId);
  if (conversations.length > 0) {
    await removeConversations(tx, workspaceId, conversations);
    return;
  }

  const contacts = await tx.db
    .selectFrom('contacts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .limit(step.limit)
    .execute();
  if (contacts.length > 0) {
    const ids = contacts.map((row) => row.id);
    await tx.db
      .deleteFrom('contacts')
      .where('workspaceId', '=', workspaceId)
      .where('id', 'in', ids)
      .execute();
    return;
  }

  for (const table of ['channelAttention', 'channelTemplates'] as const) {
    const one = table as 'channelAttention';
    await tx.db
      .deleteFrom(one)
      .where('workspaceId', '=', workspaceId)
      .where('channelId', '=', channelId)
      .execute();
  }
  await removeImports(tx, workspaceId, { channelId });
  await tx.db
    .deleteFrom('channels')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', channelId)
    .execute();
}

/** Living and deleted ones apart: each has an index, and both together have none. */
async function someConversations(
  tx: WriteTransaction,
  workspaceId: number,
  step: Step,
  channelId: number,
): Promise<number[]> {
  const ofChannel = tx.db
    .selectFrom('conversations')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .limit(step.limit);
  const living = await ofChannel.where('deletedAt', 'is', null).execute();
  const rows =
    living.length > 0 ? living : await ofChannel.where('deletedAt', 'is not', null).execute();
  return rows.map((row) => row.id);
}

async function purgeMessages(
  tx: WriteTransaction,
  workspaceId: number,
  step: Step,
  of: { channelId: number } | { conversationId: number },
): Promise<number> {
  const messages = tx.db
    .selectFrom('messages')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .limit(step.limit);
  const rows = await (
    'channelId' in of
      ? messages.where('channelId', '=', of.channelId)
      : messages.where('conversationId', '=', of.conversationId)
  ).execute();
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  await removeDeliveriesOf(tx, { workspaceId, ids });
  await releaseSources(tx, workspaceId, await removeAttachments(tx, workspaceId, ids));
  await tx.db
    .deleteFrom('acceptances')
    .where('workspaceId', '=', workspaceId)
    .where('messageId', 'in', ids)
    .execute();
  await tx.db
    .deleteFrom('messages')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  return rows.length;
}

async function removeConversations(
  tx: WriteTransaction,
  workspaceId: number,
  ids: number[],
): Promise<void> {
  await removeImports(tx, workspaceId, { conversationIds: ids });
  await tx.db
    .deleteFrom('participants')
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', 'in', ids)
    .execute();
  await tx.db
    .deleteFrom('conversations')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
}

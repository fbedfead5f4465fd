import type { NewEvent } from '../../domain/event.ts';
import { advanceStatus } from '../../domain/status.ts';
import type { MessageRow } from '../schema.ts';
import type { WriteTransaction } from '../transaction.ts';
import { releaseLinks, removeAttachments } from './links.ts';
import { recountConversation } from './recount.ts';
import type { Settled } from './settled.ts';

/**
 * The message that a connector posted of a reply before it answered the reply's call: it has the id
 * that the answer brings. Null where there is none.
 */
export async function findEcho(tx: WriteTransaction, one: Settled): Promise<MessageRow | null> {
  const { identity, channelId, conversationId, messageId, workspaceId } = one;
  if (identity === null || channelId === null || conversationId === null) return null;
  const row = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', '=', identity.externalId)
    .where('identityScope', '=', identity.scope === 'channel' ? 0 : conversationId)
    .executeTakeFirst();
  return row === undefined || row.id === messageId ? null : row;
}

type Merged = Pick<Settled, 'workspaceId' | 'channelId' | 'conversationId' | 'messageId'>;

/**
 * Makes an echo and its reply one: the reply's row survives and takes the echo's status, link,
 * attachments and identity, and the echo's acceptances point to it.
 */
export async function mergeEcho(
  tx: WriteTransaction,
  { workspaceId, channelId, conversationId, messageId }: Merged,
  echo: MessageRow,
  now: number,
): Promise<NewEvent> {
  const reply = messageId ?? 0;
  await tx.lockConversations(workspaceId, [echo.conversationId]);
  await takeAttachments(tx, echo, reply);
  await pointAcceptances(tx, echo, reply);
  await tx.db
    .deleteFrom('messages')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', echo.id)
    .execute();
  const row = await tx.db
    .selectFrom('messages')
    .select(['status', 'link'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .executeTakeFirst();
  await tx.db
    .updateTable('messages')
    .set({
      externalId: echo.externalId,
      identityScope: echo.identityScope,
      status: advanceStatus(advanceStatus(row?.status ?? 'pending', 'sent'), echo.status),
      link: echo.link ?? row?.link ?? null,
      updatedAt: now,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .execute();
  // The echo may have stood last, and been taken for a contact's message.
  const changed = { workspaceId, id: echo.conversationId };
  await recountConversation(tx, changed, { updatedAt: now });
  return {
    workspaceId,
    type: 'message.merged',
    channelId,
    conversationId,
    messageId: reply,
    payload: { mergedMessageId: echo.id },
    createdAt: now,
  };
}

async function pointAcceptances(
  tx: WriteTransaction,
  { workspaceId, id }: MessageRow,
  reply: number,
): Promise<void> {
  for (const column of ['messageId', 'duplicateOf'] as const) {
    await tx.db
      .updateTable('acceptances')
      .set({ [column]: reply })
      .where('workspaceId', '=', workspaceId)
      .where('messageId', 'in', [id, reply])
      .where(column, '=', id)
      .execute();
  }
}

async function takeAttachments(
  tx: WriteTransaction,
  echo: MessageRow,
  reply: number,
): Promise<void> {
  if (echo.attachmentCount === 0) return;
  const { workspaceId } = echo;
  const had = await removeAttachments(tx, workspaceId, [reply]);
  await tx.db
    .updateTable('attachments')
    .set({ messageId: reply })
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', echo.id)
    .execute();
  await releaseLinks(tx, workspaceId, had);
  await tx.db
    .updateTable('messages')
    .set({ attachmentCount: echo.attachmentCount })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .execute();
}

import type { NewEvent } from '../../../domain/event.ts';
import { advanceStatus } from '../../../domain/status.ts';
import type { MessageRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { releaseLinks, removeAttachments } from '../files/links.ts';
import { recountConversation } from '../conversations/recount.ts';
import type { Settled } from './settled.ts';

type Merged = Pick<Settled, 'workspaceId' | 'channelId' | 'conversationId' | 'messageId'>;

/**
 * Makes an echo and its reply one, as if the echo had come after the answer: the reply's row takes
 * the echo's status, identity, text where it has one, and the link and attachments that it lacks.
 * The echo's acceptances point to it. The conversation has to be locked.
 */
export async function mergeEcho(
  tx: WriteTransaction,
  { workspaceId, channelId, conversationId, messageId }: Merged,
  echo: MessageRow,
  now: number,
): Promise<NewEvent> {
  const reply = messageId ?? 0;
  const row = await tx.db
    .selectFrom('messages')
    .select(['status', 'link', 'text', 'attachmentCount'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .executeTakeFirstOrThrow();
  if (row.attachmentCount === 0) await takeAttachments(tx, echo, reply);
  else await releaseLinks(tx, workspaceId, await removeAttachments(tx, workspaceId, [echo.id]));
  await pointAcceptances(tx, echo, reply);
  await tx.db
    .deleteFrom('messages')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', echo.id)
    .execute();
  await tx.db
    .updateTable('messages')
    .set({
      externalId: echo.externalId,
      identityScope: echo.identityScope,
      status: advanceStatus(advanceStatus(row.status, 'sent'), echo.status),
      text: echo.text === '' ? row.text : echo.text,
      link: row.link ?? echo.link,
      updatedAt: now,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .execute();
  // The echo may have stood last.
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
  await tx.db
    .updateTable('attachments')
    .set({ messageId: reply })
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', echo.id)
    .execute();
  await tx.db
    .updateTable('messages')
    .set({ attachmentCount: echo.attachmentCount })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply)
    .execute();
}

import type { NewEvent } from '../../../domain/event.ts';
import { mergeReport } from '../../../domain/merge-report.ts';
import type { Message } from '../../../domain/message.ts';
import { advanceStatus } from '../../../domain/status.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { releaseSources, removeAttachments } from '../files/sources.ts';
import { withAttachments } from '../messages/messages.ts';
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
  echo: Pick<Message, 'id'>,
  now: number,
): Promise<NewEvent> {
  const reply = await loadMessage(tx, workspaceId, messageId ?? 0);
  const said = await loadMessage(tx, workspaceId, echo.id);
  const status = advanceStatus('sent', said.status);
  const fields = mergeReport(reply, { ...said, status, replyBy: undefined }, now);
  if (fields.includes('attachments')) await moveAttachments(tx, said, reply);
  else await releaseSources(tx, workspaceId, await removeAttachments(tx, workspaceId, [said.id]));
  await pointAcceptances(tx, said, reply);
  await tx.db
    .deleteFrom('messages')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', said.id)
    .execute();
  await tx.db
    .updateTable('messages')
    .set({
      ...{ externalId: said.externalId, identityScope: said.identityScope, updatedAt: now },
      ...{ status: reply.status, text: reply.text, link: reply.link },
      attachmentCount: reply.attachments.length,
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', reply.id)
    .execute();
  // The echo may have stood last.
  await recountConversation(tx, { workspaceId, id: said.conversationId }, { updatedAt: now });
  return {
    workspaceId,
    type: 'message.merged',
    channelId,
    conversationId,
    messageId: reply.id,
    payload: { mergedMessageId: said.id },
    createdAt: now,
  };
}

async function pointAcceptances(
  tx: WriteTransaction,
  { workspaceId, id }: Message,
  { id: reply }: Message,
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

/** The rows themselves, as they may have copies already. */
async function moveAttachments(tx: WriteTransaction, from: Message, to: Message): Promise<void> {
  await tx.db
    .updateTable('attachments')
    .set({ messageId: to.id })
    .where('workspaceId', '=', from.workspaceId)
    .where('messageId', '=', from.id)
    .execute();
}

/** Whether or not its conversation can be seen. */
async function loadMessage(
  tx: WriteTransaction,
  workspaceId: number,
  id: number,
): Promise<Message> {
  const rows = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  const [message] = await withAttachments(tx.db, workspaceId, rows);
  if (message === undefined) throw new Error(`There is no message ${id}.`);
  return message;
}

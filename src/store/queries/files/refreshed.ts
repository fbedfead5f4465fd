import type { Attachment } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import { participants } from '../../tables/participants.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { addSource, replaceAttachments } from './sources.ts';

export const reads = {
  async findParticipant(
    db: Reader,
    input: { workspaceId: number; id: number },
  ): Promise<Participant | null> {
    const row = await db
      .selectFrom('participants')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .executeTakeFirst();
    return row === undefined ? null : participants.fromRow(row);
  },
};

export const writes = {
  /** The attachments of a message under new addresses; the message itself is as it was. */
  async replaceAttachments(
    tx: WriteTransaction,
    input: { workspaceId: number; messageId: number; attachments: Attachment[]; now: number },
  ): Promise<void> {
    const { workspaceId, messageId: id, attachments, now } = input;
    const message = await tx.db
      .updateTable('messages')
      .set({ attachmentCount: attachments.length, updatedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .returning(['channelId', 'conversationId'])
      .executeTakeFirst();
    if (message === undefined) return;
    await replaceAttachments(tx, { workspaceId, id, attachments });
    await tx.append({
      ...{ workspaceId, type: 'message.updated', ...message, messageId: id },
      ...{ payload: { fields: ['attachments'] }, createdAt: now },
    });
  },

  /** The picture of a seat under a new address, to be fetched; false where the seat is gone. */
  async replaceAvatar(
    tx: WriteTransaction,
    input: { workspaceId: number; participantId: number; avatarUrl: string; now: number },
  ): Promise<boolean> {
    const { workspaceId, participantId, avatarUrl, now } = input;
    const seat = await tx.db
      .updateTable('participants')
      .set({ avatarUrl })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', participantId)
      .returning('conversationId')
      .executeTakeFirst();
    if (seat === undefined) return false;
    const wanted = { url: avatarUrl, use: 'avatar', expires: true, messageId: null } as const;
    await addSource(tx, workspaceId, { ...wanted, participantId }, now);
    return true;
  },
};

import type { Message } from '../../../domain/message.ts';
import { messageFromRow } from '../../tables/messages.ts';
import type { AttachmentRow, MessageRow } from '../../tables/messages.ts';
import type { Reader } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';

/** A place in a thread: ordered by time written, then by arrival. */
export type MessagePosition = { writtenAt: number; id: number };

export type MessagePage = {
  workspaceId: number;
  conversationId: number;
  /** Messages on this side of the position, nearest first; from the newest where there is none. */
  from: { side: 'before' | 'after'; position: MessagePosition } | null;
  limit: number;
};

export const reads = {
  /** A page of a thread: newest first, or oldest first when reading after a position. */
  async listMessages(db: Reader, input: MessagePage): Promise<Message[]> {
    const { workspaceId, conversationId, from } = input;
    let query = livingMessages(db, workspaceId).where('conversationId', '=', conversationId);
    if (from !== null) {
      const { writtenAt, id } = from.position;
      query = query.where((eb) =>
        eb(
          eb.refTuple('writtenAt', 'id'),
          from.side === 'before' ? '<' : '>',
          eb.tuple(writtenAt, id),
        ),
      );
    }
    const direction = from?.side === 'after' ? 'asc' : 'desc';
    const rows = await query
      .orderBy('writtenAt', direction)
      .orderBy('id', direction)
      .limit(input.limit)
      .execute();
    return withAttachments(db, workspaceId, rows);
  },

  findMessage,
};

/** A message of a conversation that can be seen. */
export async function findMessage(
  db: Reader,
  input: { workspaceId: number; id: number },
): Promise<Message | null> {
  const row = await livingMessages(db, input.workspaceId)
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const visible = await visibleConversations(db, input.workspaceId)
    .select('conversations.id')
    .where('conversations.id', '=', row.conversationId)
    .executeTakeFirst();
  if (visible === undefined) return null;
  return (await withAttachments(db, input.workspaceId, [row]))[0] ?? null;
}

/** Messages whose channel is not deleted: a conversation across channels outlives them. */
export function livingMessages(db: Reader, workspaceId: number) {
  return db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('channels')
            .select('channels.id')
            .whereRef('channels.workspaceId', '=', 'messages.workspaceId')
            .whereRef('channels.id', '=', 'messages.channelId')
            .where('channels.deletedAt', 'is not', null),
        ),
      ),
    );
}

/** Messages with their attachments, in the order of the rows. */
export async function withAttachments(
  db: Reader,
  workspaceId: number,
  rows: MessageRow[],
): Promise<Message[]> {
  const ids = rows.filter((row) => row.attachmentCount > 0).map((row) => row.id);
  const attachments =
    ids.length === 0
      ? []
      : await db
          .selectFrom('attachments')
          .selectAll()
          .where('workspaceId', '=', workspaceId)
          .where('messageId', 'in', ids)
          .orderBy('messageId')
          .orderBy('position')
          .execute();
  const byMessage = Map.groupBy<number, AttachmentRow>(attachments, (row) => row.messageId);
  return rows.map((row) => messageFromRow(row, byMessage.get(row.id) ?? []));
}

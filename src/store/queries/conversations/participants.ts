import { directionOf } from '../../../domain/participant.ts';
import type { Participant, ParticipantRole } from '../../../domain/participant.ts';
import { participants } from '../../tables/participants.ts';
import type { ParticipantRow } from '../../tables/participants.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { visibleConversations } from './conversations.ts';
import { countUnread } from './recount.ts';

export const reads = {
  /** The seats of these conversations. */
  async listParticipants(
    db: Reader,
    input: { workspaceId: number; conversationIds: number[] },
  ): Promise<Participant[]> {
    if (input.conversationIds.length === 0) return [];
    const rows = await db
      .selectFrom('participants')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('conversationId', 'in', input.conversationIds)
      .orderBy('id')
      .execute();
    return rows.map(participants.fromRow);
  },
};

export type ParticipantUpdate = {
  workspaceId: number;
  id: number;
  name: string | undefined;
  role: ParticipantRole | undefined;
  now: number;
};

export const writes = {
  /**
   * Corrects what is known of a seat. A changed role turns the direction of that sender's stored
   * messages and counts the conversation's unread messages anew, in the same transaction.
   */
  async updateParticipant(
    tx: WriteTransaction,
    input: ParticipantUpdate,
  ): Promise<Participant | null> {
    const { workspaceId, id } = input;
    const unlocked = await findRow(tx, workspaceId, id);
    if (unlocked === undefined) return null;
    await tx.lockConversations(workspaceId, [unlocked.conversationId]);
    // Read again: another writer may have changed it before we had the lock.
    const row = await findRow(tx, workspaceId, id);
    if (row === undefined) return null;
    const visible = await visibleConversations(tx.db, workspaceId)
      .select(['conversations.channelId'])
      .where('conversations.id', '=', row.conversationId)
      .executeTakeFirst();
    if (visible === undefined) return null;

    const participant = participants.fromRow(row);
    const role = input.role ?? participant.role;
    const name = input.name ?? participant.name;
    const isPlaceholder = participant.isPlaceholder && input.name === undefined;
    if (
      role === participant.role &&
      name === participant.name &&
      isPlaceholder === participant.isPlaceholder
    ) {
      return participant;
    }
    await tx.db
      .updateTable('participants')
      .set({ role, name, isPlaceholder: isPlaceholder ? 1 : 0 })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    if (role !== participant.role) await turnMessages(tx, participant, role, input.now);
    await tx.append({
      workspaceId,
      type: 'participant.updated',
      channelId: visible.channelId,
      conversationId: participant.conversationId,
      messageId: null,
      payload: { participantId: id },
      createdAt: input.now,
    });
    return { ...participant, role, name, isPlaceholder };
  },
};

async function findRow(
  tx: WriteTransaction,
  workspaceId: number,
  id: number,
): Promise<ParticipantRow | undefined> {
  return tx.db
    .selectFrom('participants')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * Everything that the seat wrote now stands on the other side, but for what was written here: that is
 * the business's, whoever is believed to have the seat. The unread count is taken anew.
 */
export async function turnMessages(
  tx: WriteTransaction,
  participant: Participant,
  role: ParticipantRole,
  now: number,
): Promise<void> {
  const { workspaceId, conversationId } = participant;
  const direction = directionOf(role);
  await tx.db
    .updateTable('messages')
    .set({ direction, updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversationId)
    .where('participantId', '=', participant.id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('replies')
            .select('replies.messageId')
            .whereRef('replies.workspaceId', '=', 'messages.workspaceId')
            .whereRef('replies.messageId', '=', 'messages.id'),
        ),
      ),
    )
    .execute();
  await tx.db
    .updateTable('conversations')
    .set((eb) => ({
      updatedAt: now,
      unreadCount: countUnread(eb),
      lastMessageDirection: eb
        .selectFrom('messages')
        .select('messages.direction')
        .whereRef('messages.workspaceId', '=', 'conversations.workspaceId')
        .whereRef('messages.id', '=', 'conversations.lastMessageId'),
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', conversationId)
    .execute();
}

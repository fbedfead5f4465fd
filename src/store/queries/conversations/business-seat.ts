import type { Conversation } from '../../../domain/conversation.ts';
import type { Participant } from '../../../domain/participant.ts';
import { participants } from '../../tables/participants.ts';
import type { WriteTransaction } from '../../transaction.ts';

/** The seat of replies where the connector has not named one of its own. */
const OWN_SEAT = 'inlet';

/**
 * The business's seat in a conversation, one that the connector named before one made here; made
 * where there is none. The conversation has to be locked.
 */
export async function findBusinessSeat(
  tx: WriteTransaction,
  { workspaceId, id: conversationId }: Conversation,
  now: number,
): Promise<Participant> {
  const row = await tx.db
    .selectFrom('participants')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversationId)
    .where('role', '=', 'business')
    .orderBy('isPlaceholder')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) return participants.fromRow(row);
  const id = await tx.nextId();
  const seat: Participant = {
    id,
    workspaceId,
    conversationId,
    contactId: null,
    externalId: (await isTaken(tx, workspaceId, conversationId)) ? `${OWN_SEAT}-${id}` : OWN_SEAT,
    role: 'business',
    name: 'Inlet',
    isPlaceholder: true,
    avatarUrl: null,
    createdAt: now,
  };
  await tx.db.insertInto('participants').values(participants.toRow(seat)).execute();
  return seat;
}

/** A connector may have given the name to somebody. */
async function isTaken(
  tx: WriteTransaction,
  workspaceId: number,
  conversationId: number,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('participants')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversationId)
    .where('externalId', '=', OWN_SEAT)
    .executeTakeFirst();
  return row !== undefined;
}

import { sql } from 'kysely';
import type { SqlBool } from 'kysely';
import type { Status } from '../../../domain/status.ts';
import { statusesBefore } from '../../../domain/status.ts';
import type { WriteTransaction } from '../../transaction.ts';

type Which = { workspaceId: number; messageId: number | null };

/**
 * Moves the status of a message forward, or from those that are named; true where it was not so, or
 * further, before.
 */
export async function moveStatus(
  tx: WriteTransaction,
  { workspaceId, messageId }: Which,
  to: Status,
  { now, from = statusesBefore(to) }: { now: number; from?: readonly Status[] },
): Promise<boolean> {
  const updated = await tx.db
    .updateTable('messages')
    .set({ status: to, updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', messageId)
    .where('status', 'in', from)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n;
}

/** The same as a condition for many, of which `given.status` says where each is to go. */
export function movesToGiven(statuses: readonly Status[]) {
  const moves = statuses.map((to) => {
    const from = sql.join(statusesBefore(to).map((status) => sql.lit(status)));
    return sql<SqlBool>`given.status = ${sql.lit(to)} AND messages.status IN (${from})`;
  });
  return sql<SqlBool>`(${sql.join(moves, sql` OR `)})`;
}

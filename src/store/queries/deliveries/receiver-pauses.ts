import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Pause } from '../../../domain/delivery-wait.ts';
import { channelsOfApp, ownerOfReceiver } from '../../../domain/receiver.ts';
import { pick } from '../../table.ts';
import { deliveries } from '../../tables/deliveries.ts';
import type { ReceiverPauseRow } from '../../tables/deliveries.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { isDue } from './delivery-states.ts';
import type { Recovery, Settled } from '../outbox/settled.ts';

/** One that ended so long ago tells nothing any more. */
const KEPT_MS = 24 * 3_600_000;
/** Of one transaction; the next answer of the receiver pulls forward what is left. */
const MOST_AT_ONCE = 2_000;
/** Attempts after each of which a delivery is tried at once when its receiver answers again. */
const FREE_ATTEMPTS = 5;
const SHORTEST_PAUSE_MS = 5_000;
/** Doubling ends here, at 7.6 days, as a number of 32 bits does not hold more. */
const MOST_DOUBLINGS = 17;

/** The pauses of these receivers that a workspace has heard of, by receiver. */
export async function pausesOf(
  db: Reader,
  { workspaceId, receivers, now }: { workspaceId: number; receivers: string[]; now: number },
): Promise<ReadonlyMap<string, Pause[]>> {
  if (receivers.length === 0) return new Map();
  const rows = await db
    .selectFrom('receiverPauses')
    .select(['receiver', 'cause', 'until', 'reason'])
    .where('workspaceId', '=', workspaceId)
    .where('receiver', 'in', [...new Set(receivers)])
    .where('until', '>', now)
    .execute();
  return Map.groupBy(rows, ({ receiver }) => receiver);
}

/** Notes who is to be left alone, and who answers again. One after the other, as they ended. */
export async function notePauses(
  tx: WriteTransaction,
  settled: readonly Settled[],
  now: number,
): Promise<void> {
  for (const { workspaceId, receiver, pauses, recovery } of settled) {
    for (const pause of pauses) await pauseReceiver(tx, { workspaceId, receiver, ...pause }, now);
    if (recovery !== null) await recover(tx, { receiver, ...recovery }, now);
  }
}

async function pauseReceiver(
  tx: WriteTransaction,
  { workspaceId, receiver, cause, until, reason }: ReceiverPauseRow,
  now: number,
): Promise<void> {
  await tx.db
    .deleteFrom('receiverPauses')
    .where('until', '<', now - KEPT_MS)
    .execute();
  await sql`
    INSERT INTO receiver_pauses (workspace_id, receiver, cause, until, reason)
    VALUES (${workspaceId}, ${receiver}, ${cause}, ${until}, ${reason})
    ON CONFLICT (receiver, cause, workspace_id) DO UPDATE SET
      reason = CASE WHEN excluded.until > receiver_pauses.until
        THEN excluded.reason ELSE receiver_pauses.reason END,
      until = CASE WHEN excluded.until > receiver_pauses.until
        THEN excluded.until ELSE receiver_pauses.until END`.execute(tx.db);
}

/** A person says that it takes what comes. */
export async function endPauses(tx: WriteTransaction, receiver: string): Promise<void> {
  await tx.db.deleteFrom('receiverPauses').where('receiver', '=', receiver).execute();
}

/**
 * Lets go at once what waits for a receiver that answers again; the circuits of an app's other
 * channels let one call through now. What the receiver itself asked for stays as it is.
 */
async function recover(
  tx: WriteTransaction,
  { receiver, triedBy, isAll }: Recovery & { receiver: string },
  now: number,
): Promise<void> {
  await tx.db
    .deleteFrom('receiverPauses')
    .where('receiver', '=', receiver)
    .where('cause', '=', 'failing')
    .execute();
  await pullForward(tx, { isOne: sql<SqlBool>`receiver = ${receiver}`, triedBy }, now);
  if (!isAll) return;
  const { from, to } = channelsOfApp(ownerOfReceiver(receiver));
  const isOne = sql<SqlBool>`receiver >= ${from} AND receiver < ${to}`;
  await tx.db
    .updateTable('receiverPauses')
    .set({ until: now })
    .where(isOne)
    .where('cause', '=', 'failing')
    .where('until', '>', now)
    .execute();
  await pullForward(tx, { isOne, triedBy }, now);
}

const KEY = pick(deliveries, 'workspaceId', 'id');

/**
 * The more attempts a delivery has had, the longer after the last one: one that fails for a reason
 * of its own is not repeated at each success of its neighbours.
 */
async function pullForward(
  tx: WriteTransaction,
  { isOne, triedBy }: { isOne: RawBuilder<SqlBool>; triedBy: number },
  now: number,
): Promise<void> {
  const doublings = sql`CASE WHEN attempt_count > ${sql.lit(FREE_ATTEMPTS + MOST_DOUBLINGS)}
    THEN ${sql.lit(MOST_DOUBLINGS)} ELSE CAST(attempt_count AS integer) - ${sql.lit(FREE_ATTEMPTS)} END`;
  const query = tx.db
    .selectFrom('deliveries')
    .select(['workspaceId', 'id'])
    .where(isDue)
    .where(isOne)
    .where('dueAt', '>', now)
    .where('attemptedAt', '<=', triedBy)
    .where(sql<SqlBool>`(not_before IS NULL OR not_before < due_at)`)
    .where(
      sql<SqlBool>`(attempt_count <= ${sql.lit(FREE_ATTEMPTS)}
        OR attempted_at + ${sql.lit(SHORTEST_PAUSE_MS)} * (1 << (${doublings})) <= ${now})`,
    )
    .limit(MOST_AT_ONCE);
  const keys = await tx.hold(query, { stepOverHeld: true }).execute();
  if (keys.length === 0) return;
  await sql`
    UPDATE deliveries
    SET due_at = CASE WHEN not_before > ${now} THEN not_before ELSE ${now} END
    FROM ${tx.given(KEY, keys)} AS given
    WHERE deliveries.workspace_id = given.workspace_id AND deliveries.id = given.id
      AND ${isDue}`.execute(tx.db);
}

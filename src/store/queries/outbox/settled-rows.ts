import { sql } from 'kysely';
import { integer } from '../../column.ts';
import { columnNames, pick } from '../../table.ts';
import { attempts, deliveries } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import type { Settled } from './settled.ts';

const KEY = pick(deliveries, 'workspaceId', 'id');

/**
 * Those that are still held under their fence. One that was taken for lost because its lease was
 * over, and is unknown or due again, may be settled late, as nobody else has claimed it since.
 */
export async function heldClaims(
  tx: WriteTransaction,
  settled: readonly Settled[],
): Promise<{ held: Settled[]; stale: Settled[] }> {
  const query = tx.db
    .selectFrom(tx.given(KEY, settled).as('given'))
    .innerJoin('deliveries', (join) =>
      join
        .onRef('deliveries.workspaceId', '=', 'given.workspaceId')
        .onRef('deliveries.id', '=', 'given.id'),
    )
    .select(['deliveries.id', 'deliveries.state', 'deliveries.fence'])
    .orderBy('deliveries.id');
  const rows = new Map((await tx.hold(query).execute()).map((row) => [row.id, row]));
  const { held = [], stale = [] } = Object.groupBy(settled, ({ id, fence }) => {
    const row = rows.get(id);
    const isHeld =
      row?.fence === fence && ['claimed', 'calling', 'unknown', 'due'].includes(row.state);
    return isHeld ? 'held' : 'stale';
  });
  return { held, stale };
}

const CHANGE = {
  ...pick(deliveries, 'workspaceId', 'id', 'state', 'outcome', 'reason', 'code', 'externalId'),
  ...pick(deliveries, 'dueAt', 'notBefore'),
  unused: integer,
};

export async function settleRows(
  tx: WriteTransaction,
  settled: readonly Settled[],
  now: number,
): Promise<void> {
  const changes = settled.map(({ workspaceId, id, ...one }) => ({
    ...{ workspaceId, id, state: one.state, reason: one.reason, dueAt: one.dueAt ?? now },
    ...{ notBefore: one.notBefore, code: one.code ?? null },
    outcome: one.attempt?.outcome ?? null,
    externalId: one.identity?.externalId ?? null,
    // The claim counted an attempt.
    unused: one.attempt === null ? 1 : 0,
  }));
  // What is held may wait for somebody to call for as long as the provider lets it.
  await sql`
    UPDATE deliveries SET
      state = given.state,
      outcome = given.outcome,
      reason = given.reason,
      code = given.code,
      lease_until = NULL,
      due_at = CASE given.state WHEN 'due' THEN given.due_at ELSE deliveries.due_at END,
      not_before = given.not_before,
      settled_at = CASE WHEN given.state IN ('due', 'held') THEN deliveries.settled_at
        ELSE ${now} END,
      deadline_at = CASE given.state WHEN 'held' THEN deliveries.reply_by
        ELSE deliveries.deadline_at END,
      attempt_count = deliveries.attempt_count - given.unused,
      external_id = COALESCE(given.external_id, deliveries.external_id)
    FROM ${tx.given(CHANGE, changes)} AS given
    WHERE deliveries.workspace_id = given.workspace_id AND deliveries.id = given.id`.execute(tx.db);
}

const ATTEMPT = sql.raw(columnNames(attempts.columns));

export async function addAttempts(
  tx: WriteTransaction,
  settled: readonly Settled[],
): Promise<void> {
  const made = settled.flatMap(({ workspaceId, id: deliveryId, attempt }) =>
    attempt === null ? [] : [{ workspaceId, deliveryId, ...attempt }],
  );
  if (made.length === 0) return;
  // An attempt that was taken for lost has its row; what is known now is better. SQLite would take
  // the words after a mere FROM for a join.
  await sql`
    INSERT INTO attempts (${ATTEMPT}) SELECT ${ATTEMPT} FROM ${tx.given(attempts.columns, made)} AS given
    WHERE TRUE
    ON CONFLICT (workspace_id, delivery_id, number) DO UPDATE SET
      started_at = excluded.started_at, duration_ms = excluded.duration_ms,
      outcome = excluded.outcome, reason = excluded.reason, status = excluded.status,
      excerpt = excluded.excerpt`.execute(tx.db);
}

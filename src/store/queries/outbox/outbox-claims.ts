import { sql } from 'kysely';
import type { SqlBool } from 'kysely';
import type { RowOf } from '../../table.ts';
import { pick } from '../../table.ts';
import { deliveries } from '../../tables/deliveries.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { isDue, isLeased } from '../deliveries/delivery-states.ts';

const CLAIMED = pick(
  deliveries,
  ...(['workspaceId', 'id', 'kind', 'vendor', 'receiver', 'channelId', 'conversationId'] as const),
  ...(['messageId', 'webhookId', 'eventId', 'externalId', 'reason', 'replyBy'] as const),
  ...(['deadlineAt', 'attemptCount', 'fence'] as const),
);
const CLAIM = Object.keys(CLAIMED).map((name) => sql.ref(`deliveries.${name}`));

/** A delivery that this node has, until the lease is over, under this fence. */
export type Claim = RowOf<typeof CLAIMED>;

const KEY = pick(deliveries, 'workspaceId', 'id');
const CLAIM_KEY = pick(deliveries, 'workspaceId', 'id', 'fence');

/** A claim by what it takes to show that it is still held. */
export type ClaimKey = RowOf<typeof CLAIM_KEY>;
type Key = RowOf<typeof KEY>;

export type DueReceiver = {
  receiver: string;
  /** The first, and the last, of what is due there. */
  dueAt: number;
  latestAt: number;
  /** It is left alone until then; null, or past, where it is not. */
  pausedUntil: number | null;
};

export const reads = {
  /**
   * Who has something due, now or later. Jumps from one receiver to the next in the index: a backlog
   * of one is not read through.
   */
  async listDueReceivers(db: Reader, _input: Record<string, never>): Promise<DueReceiver[]> {
    const { rows } = await sql<DueReceiver>`
      WITH RECURSIVE known (receiver) AS (
        SELECT min(d.receiver) FROM deliveries d WHERE d.state = 'due'
        UNION ALL
        SELECT (SELECT min(d.receiver) FROM deliveries d
                WHERE d.state = 'due' AND d.receiver > known.receiver)
        FROM known WHERE known.receiver IS NOT NULL
      )
      SELECT known.receiver, (SELECT min(d.due_at) FROM deliveries d
        WHERE d.state = 'due' AND d.receiver = known.receiver) AS due_at,
        (SELECT max(d.due_at) FROM deliveries d
          WHERE d.state = 'due' AND d.receiver = known.receiver) AS latest_at,
        (SELECT max(p.until) FROM receiver_pauses p
          WHERE p.receiver = known.receiver) AS paused_until
      FROM known WHERE known.receiver IS NOT NULL`.execute(db);
    return rows;
  },
};

export const writes = {
  /**
   * Takes deliveries that are due, the longest due first; those that another node takes are left, and
   * those to whom is paused.
   */
  async claimDeliveries(
    tx: WriteTransaction,
    input: { wanted: { receiver: string; limit: number }[]; now: number; leaseUntil: number },
  ): Promise<Claim[]> {
    const found: Key[] = [];
    for (const { receiver, limit } of input.wanted) {
      const due = tx.db
        .selectFrom('deliveries')
        .select(['deliveries.workspaceId', 'deliveries.id'])
        .where(isDue)
        .where('deliveries.receiver', '=', receiver)
        .where('deliveries.dueAt', '<=', input.now)
        .where(
          sql<SqlBool>`NOT EXISTS (SELECT 1 FROM receiver_pauses
            WHERE receiver_pauses.receiver = ${receiver} AND until > ${input.now})`,
        )
        .orderBy('deliveries.dueAt')
        .orderBy('deliveries.id')
        .limit(limit);
      found.push(...(await tx.hold(due, { stepOverHeld: true }).execute()));
    }
    return found.length === 0 ? [] : claim(tx, found, input);
  },

  /** Notes, before anything leaves, that these are about to; answers those still held. */
  async beginCalls(tx: WriteTransaction, claims: ClaimKey[]): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`
      UPDATE deliveries SET state = 'calling'
      FROM ${tx.given(CLAIM_KEY, claims)} AS given
      WHERE deliveries.workspace_id = given.workspace_id AND deliveries.id = given.id
        AND deliveries.fence = given.fence AND deliveries.state = 'claimed'
      RETURNING deliveries.id`.execute(tx.db);
    return rows.map(({ id }) => id);
  },

  async renewLeases(
    tx: WriteTransaction,
    input: { claims: ClaimKey[]; leaseUntil: number },
  ): Promise<void> {
    await sql`
      UPDATE deliveries SET lease_until = ${input.leaseUntil}
      FROM ${tx.given(CLAIM_KEY, input.claims)} AS given
      WHERE deliveries.workspace_id = given.workspace_id AND deliveries.id = given.id
        AND deliveries.fence = given.fence AND ${isLeased}`.execute(tx.db);
  },
};

async function claim(
  tx: WriteTransaction,
  found: readonly Key[],
  { now, leaseUntil }: { now: number; leaseUntil: number },
): Promise<Claim[]> {
  const { rows } = await sql<Claim>`
    UPDATE deliveries SET state = 'claimed', fence = deliveries.fence + 1,
      attempt_count = deliveries.attempt_count + 1, attempted_at = ${now},
      lease_until = ${leaseUntil}
    FROM ${tx.given(KEY, found)} AS given
    WHERE deliveries.workspace_id = given.workspace_id AND deliveries.id = given.id
      AND ${isDue}
    RETURNING ${sql.join(CLAIM)}`.execute(tx.db);
  return rows.sort((a, b) => a.id - b.id);
}

import { sql } from 'kysely';
import type { DeliveryRow } from '../tables/delivery.ts';
import type { Reader, WriteTransaction } from '../transaction.ts';
import { isDue, isLeased } from './delivery-states.ts';

/** A delivery that this node has, until the lease is over, under this fence. */
export type Claim = Pick<
  DeliveryRow,
  | 'workspaceId'
  | 'id'
  | 'kind'
  | 'vendor'
  | 'receiver'
  | 'channelId'
  | 'conversationId'
  | 'messageId'
  | 'webhookId'
  | 'eventId'
  | 'externalId'
  | 'reason'
  | 'replyBy'
  | 'deadlineAt'
  | 'attemptCount'
  | 'fence'
>;

/** A claim by what it takes to show that it is still held. */
export type ClaimKey = Pick<Claim, 'workspaceId' | 'id' | 'fence'>;

const CLAIM = [
  'workspaceId',
  'id',
  'kind',
  'vendor',
  'receiver',
  'channelId',
  'conversationId',
  'messageId',
  'webhookId',
  'eventId',
  'externalId',
  'reason',
  'replyBy',
  'deadlineAt',
  'attemptCount',
  'fence',
] as const;

export const reads = {
  /**
   * Who has something due, now or later, and when first. Jumps from one receiver to the next in the
   * index: a backlog of one is not read through.
   */
  async listDueReceivers(
    db: Reader,
    _input: Record<string, never>,
  ): Promise<{ receiver: string; dueAt: number }[]> {
    const { rows } = await sql<{ receiver: string; dueAt: number }>`
      WITH RECURSIVE known (receiver) AS (
        SELECT min(d.receiver) FROM deliveries d WHERE d.state = 'due'
        UNION ALL
        SELECT (SELECT min(d.receiver) FROM deliveries d
                WHERE d.state = 'due' AND d.receiver > known.receiver)
        FROM known WHERE known.receiver IS NOT NULL
      )
      SELECT known.receiver, (SELECT min(d.due_at) FROM deliveries d
        WHERE d.state = 'due' AND d.receiver = known.receiver) AS due_at
      FROM known WHERE known.receiver IS NOT NULL`.execute(db);
    return rows;
  },
};

export const writes = {
  /** Takes deliveries that are due, the longest due first; those that another node takes are left. */
  async claimDeliveries(
    tx: WriteTransaction,
    input: { wanted: { receiver: string; limit: number }[]; now: number; leaseUntil: number },
  ): Promise<Claim[]> {
    const claims: Claim[] = [];
    for (const { receiver, limit } of input.wanted) {
      const due = tx.db
        .selectFrom('deliveries')
        .select(['deliveries.workspaceId', 'deliveries.id'])
        .where(isDue)
        .where('deliveries.receiver', '=', receiver)
        .where('deliveries.dueAt', '<=', input.now)
        .orderBy('deliveries.dueAt')
        .orderBy('deliveries.id')
        .limit(limit);
      const rows = await tx.hold(due, { stepOverHeld: true }).execute();
      for (const [workspaceId, some] of Map.groupBy(rows, (row) => row.workspaceId)) {
        claims.push(...(await claim(tx, workspaceId, some, input)));
      }
    }
    return claims;
  },

  /** Notes, before anything leaves, that these are about to; answers those still held. */
  async beginCalls(tx: WriteTransaction, claims: ClaimKey[]): Promise<number[]> {
    const begun: number[] = [];
    for (const [workspaceId, some] of Map.groupBy(claims, (one) => one.workspaceId)) {
      const rows = await tx.db
        .updateTable('deliveries')
        .set({ state: 'calling' })
        .where('workspaceId', '=', workspaceId)
        .where((eb) => eb.or(some.map(({ id, fence }) => eb.and({ id, fence }))))
        .where('state', '=', 'claimed')
        .returning('id')
        .execute();
      begun.push(...rows.map((row) => row.id));
    }
    return begun;
  },

  async renewLeases(
    tx: WriteTransaction,
    input: { claims: ClaimKey[]; leaseUntil: number },
  ): Promise<void> {
    for (const [workspaceId, some] of Map.groupBy(input.claims, (one) => one.workspaceId)) {
      await tx.db
        .updateTable('deliveries')
        .set({ leaseUntil: input.leaseUntil })
        .where('workspaceId', '=', workspaceId)
        .where((eb) => eb.or(some.map(({ id, fence }) => eb.and({ id, fence }))))
        .where(isLeased)
        .execute();
    }
  },
};

async function claim(
  tx: WriteTransaction,
  workspaceId: number,
  rows: readonly { id: number }[],
  { now, leaseUntil }: { now: number; leaseUntil: number },
): Promise<Claim[]> {
  const claimed = await tx.db
    .updateTable('deliveries')
    .set((eb) => ({
      state: 'claimed',
      fence: eb('fence', '+', 1),
      attemptCount: eb('attemptCount', '+', 1),
      attemptedAt: now,
      leaseUntil,
    }))
    .where('workspaceId', '=', workspaceId)
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('state', '=', 'due')
    .returning(CLAIM)
    .execute();
  return claimed.sort((a, b) => a.id - b.id);
}

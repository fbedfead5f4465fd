import type { NewEvent } from '../../../domain/event.ts';
import { whyTooLate } from '../../../domain/reply-window.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { deliveryEvent, messageEvent } from '../deliveries/delivery-events.ts';
import { removeDeliveries } from '../deliveries/delivery-removal.ts';
import { isAhead, isLeased, isToForget } from '../deliveries/delivery-states.ts';
import { moveStatus } from '../messages/message-status.ts';
import { advanceLines, linesOf } from '../deliveries/open-delivery.ts';

type Sweep = { now: number; limit: number };

/** After a lost attempt, so that one that ends the process does not end it again at once. */
const PAUSE_PER_ATTEMPT_MS = 500;

const LOST = 'The server stopped during this attempt.';

export const reads = {
  /** Whether there is anything to sweep. */
  async findOverdue(
    db: Reader,
    { now, before }: { now: number; before: number },
  ): Promise<{ isLost: boolean; isTooLate: boolean; isOld: boolean; isScheduled: boolean }> {
    const some = db.selectFrom('deliveries').select('id').limit(1);
    const lost = await some.where(isLeased).where('leaseUntil', '<', now).execute();
    const late = await some.where(isAhead).where('deadlineAt', '<', now).execute();
    const old = await some.where(isToForget).where('settledAt', '<', before).execute();
    const scheduled = await db
      .selectFrom('scheduledReplies')
      .select('messageId')
      .where('dueAt', '<=', now)
      .limit(1)
      .execute();
    return {
      isLost: lost.length > 0,
      isTooLate: late.length > 0,
      isOld: old.length > 0,
      isScheduled: scheduled.length > 0,
    };
  },
};

export const writes = {
  /**
   * Takes back what a process left that died: its leases are over. What was calling may have been
   * sent and cannot be repeated, or it would not have been noted: it is unknown. The rest was not
   * sent, or the receiver knows it again.
   */
  recoverDeliveries(tx: WriteTransaction, input: Sweep): Promise<number> {
    return end(tx, input, {
      find: (query) => query.where(isLeased).where('leaseUntil', '<', input.now),
      become: ({ state, attemptCount }) =>
        state === 'calling'
          ? { state: 'unknown', outcome: 'unknown', reason: LOST, settledAt: input.now }
          : {
              state: 'due',
              outcome: 'retry',
              reason: LOST,
              dueAt: input.now + PAUSE_PER_ATTEMPT_MS * attemptCount,
            },
      isAttempt: true,
    });
  },

  /** Gives up on what may not be tried any more. */
  expireDeliveries(tx: WriteTransaction, input: Sweep): Promise<number> {
    return end(tx, input, {
      find: (query) => query.where(isAhead).where('deadlineAt', '<', input.now),
      become: (row) => ({ state: 'failed', reason: whyTooLate(row), settledAt: input.now }),
      isAttempt: false,
    });
  },

  /** Forgets what was handed over long ago, replies excepted. */
  forgetSent(tx: WriteTransaction, input: { before: number; limit: number }): Promise<number> {
    return forget(tx, input);
  },
};

type Query = ReturnType<typeof someDeliveries>;
type Ending = Pick<DeliveryRow, 'state' | 'reason'> &
  Partial<Pick<DeliveryRow, 'outcome' | 'dueAt' | 'settledAt'>>;
type Rule = {
  find: (query: Query) => Query;
  become: (row: DeliveryRow) => Ending;
  isAttempt: boolean;
};

function someDeliveries(tx: WriteTransaction, limit: number) {
  return tx.db.selectFrom('deliveries').selectAll().limit(limit);
}

async function end(tx: WriteTransaction, { now, limit }: Sweep, rule: Rule): Promise<number> {
  const query = rule.find(someDeliveries(tx, limit));
  const rows = await tx.hold(query, { stepOverHeld: true }).execute();
  const events: NewEvent[] = [];
  for (const row of rows) {
    const ending = rule.become(row);
    await tx.db
      .updateTable('deliveries')
      .set({ leaseUntil: null, ...ending })
      .where('workspaceId', '=', row.workspaceId)
      .where('id', '=', row.id)
      .execute();
    if (rule.isAttempt) await addLostAttempt(tx, row, ending);
    if (row.kind !== 'reply') continue;
    events.push(deliveryEvent(row, ending.state, now));
    if (ending.state === 'failed' && (await moveStatus(tx, row, 'failed', { now }))) {
      events.push(messageEvent(row, ['status'], now));
    }
  }
  await advanceLines(tx, linesOf(rows), now);
  await tx.appendAll(events);
  return rows.length;
}

async function addLostAttempt(
  tx: WriteTransaction,
  row: DeliveryRow,
  ending: Ending,
): Promise<void> {
  await tx.db
    .insertInto('attempts')
    .values({
      workspaceId: row.workspaceId,
      deliveryId: row.id,
      number: row.attemptCount,
      startedAt: row.attemptedAt ?? row.createdAt,
      durationMs: null,
      outcome: ending.outcome ?? 'retry',
      reason: ending.reason,
      status: null,
      excerpt: null,
    })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'deliveryId', 'number']).doNothing())
    .execute();
}

async function forget(
  tx: WriteTransaction,
  { before, limit }: { before: number; limit: number },
): Promise<number> {
  const rows = await tx.db
    .selectFrom('deliveries')
    .select(['workspaceId', 'id'])
    .where(isToForget)
    .where('settledAt', '<', before)
    .limit(limit)
    .execute();
  for (const [workspaceId, some] of Map.groupBy(rows, (row) => row.workspaceId)) {
    await removeDeliveries(tx, { workspaceId, ids: some.map(({ id }) => id) });
  }
  return rows.length;
}

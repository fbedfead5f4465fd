import type { DeliveryState } from '../../../domain/delivery-state.ts';
import { whyNotRetried } from '../../../domain/open-reply.ts';
import type { Obstacle } from '../../../domain/open-reply.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { deliveryEvent } from './delivery-events.ts';
import { lockDelivery } from './find-delivery.ts';
import { linesOf, rejoinLines } from './open-delivery.ts';
import { endPauses } from './receiver-pauses.ts';

export type RetryOutcome =
  | { kind: 'due'; receiver: string }
  | { kind: 'missing' }
  | { kind: 'stopped'; by: Obstacle; state: DeliveryState }
  /** Behind an earlier reply, which has to end first. */
  | { kind: 'waiting' };

export const writes = {
  /** Lets a delivery that waits for its next attempt, or for somebody to call, be tried now. */
  async retryDelivery(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; now: number },
  ): Promise<RetryOutcome> {
    const row = await lockDelivery(tx, input);
    if (row === undefined) return { kind: 'missing' };
    const { state, receiver, replyBy } = row;
    const by = whyNotRetried(state);
    if (by === 'waiting') return { kind: 'waiting' };
    if (by !== null) return { kind: 'stopped', by, state };
    const { now, workspaceId } = input;
    const change =
      state === 'held' ? ({ state: 'waiting', deadlineAt: replyBy } as const) : { notBefore: null };
    await tx.db
      .updateTable('deliveries')
      .set({ dueAt: Math.min(row.dueAt, now), ...change })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', row.id)
      .execute();
    // What was held goes back to its place in line.
    if (state === 'held') await rejoinLines(tx, linesOf([row]), now);
    await endPauses(tx, receiver);
    if (row.kind === 'reply') await tx.append(deliveryEvent(row, 'due', now));
    return { kind: 'due', receiver };
  },
};

import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { CONFIRMED, whyNotConfirmed } from '../../../domain/open-reply.ts';
import type { Obstacle } from '../../../domain/open-reply.ts';
import { CONFIRMABLE } from '../../../domain/status.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { deliveryEvent, messageEvent } from './delivery-events.ts';
import { lockDelivery } from './find-delivery.ts';
import { moveStatus } from '../messages/message-status.ts';
import { advanceLines, linesOf } from './open-delivery.ts';

export type ConfirmOutcome =
  | { kind: 'confirmed' }
  | { kind: 'missing' }
  | { kind: 'stopped'; by: Obstacle; state: DeliveryState }
  /** Nothing has left yet that could have arrived. */
  | { kind: 'untried'; state: DeliveryState };

export const writes = {
  /** A person knows that it has arrived: it is sent, and is not tried any more. */
  async confirmDelivery(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; now: number },
  ): Promise<ConfirmOutcome> {
    const { workspaceId, now } = input;
    await tx.keepChannels(workspaceId);
    const row = await lockDelivery(tx, input);
    if (row === undefined) return { kind: 'missing' };
    const { state } = row;
    const by = whyNotConfirmed(row);
    if (by === 'untried') return { kind: 'untried', state };
    if (by !== null) return { kind: 'stopped', by, state };
    await tx.db
      .updateTable('deliveries')
      .set({ state: 'sent', reason: 'A person confirmed that it arrived.', settledAt: now })
      .set({ code: CONFIRMED })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', row.id)
      .execute();
    if (row.kind === 'reply') await tellReply(tx, row, now);
    return { kind: 'confirmed' };
  },
};

async function tellReply(tx: WriteTransaction, row: DeliveryRow, now: number): Promise<void> {
  const events: NewEvent[] = [deliveryEvent(row, 'sent', now)];
  const isMoved = await moveStatus(tx, row, 'sent', { now, from: CONFIRMABLE });
  if (isMoved) events.push(messageEvent(row, ['status'], now));
  await advanceLines(tx, linesOf([row]), now);
  await tx.appendAll(events);
}

import type { NewEvent } from '../../../domain/event.ts';
import type { Message } from '../../../domain/message.ts';
import { REPORTED, settledBy, worthOf } from '../../../domain/receiver-report.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { deliveryEvent } from './delivery-events.ts';
import { newestDelivery } from './find-delivery.ts';
import { advanceLines, linesOf } from './open-delivery.ts';

export type Reported = { worth: ReturnType<typeof worthOf>; delivery: DeliveryRow | undefined };

/** The delivery that a receiver's report of a status is about; null where the message is no reply. */
export async function findReported(
  tx: WriteTransaction,
  message: Pick<Message, 'workspaceId' | 'id'>,
): Promise<Reported | null> {
  const reply = await tx.db
    .selectFrom('replies')
    .select('messageId')
    .where('workspaceId', '=', message.workspaceId)
    .where('messageId', '=', message.id)
    .executeTakeFirst();
  if (reply === undefined) return null;
  const delivery = await newestDelivery(tx, message);
  return { worth: worthOf(delivery), delivery };
}

/** What its receiver knows of a reply ends the delivery, whatever its attempts came to. */
export async function settleByReport(
  tx: WriteTransaction,
  row: DeliveryRow | undefined,
  { status }: Pick<Message, 'status'>,
  { reason, now }: { reason?: string | undefined; now: number },
): Promise<NewEvent | null> {
  if (row === undefined) return null;
  const state = settledBy(row.state, status);
  const isFailed = status === 'failed';
  if (state === null && !isFailed) return null;
  const words = reason === undefined ? 'The receiver reported that it failed.' : reason;
  await tx.db
    .updateTable('deliveries')
    .set({ reason: isFailed ? words : null, code: isFailed ? REPORTED : null })
    .set(state === null ? {} : { state, settledAt: now })
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.id)
    .execute();
  if (state === null) return null;
  await advanceLines(tx, linesOf([row]), now);
  return deliveryEvent(row, state, now);
}

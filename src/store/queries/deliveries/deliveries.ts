import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { Wait } from '../../../domain/delivery-wait.ts';
import type { AttemptRow, DeliveryRow } from '../../tables/deliveries.ts';
import type { Reader } from '../../transaction.ts';
import { waitsOf } from './delivery-waits.ts';

/** What the API shows of a delivery; who has it at the moment is no part of that. */
export type Delivery = Omit<DeliveryRow, 'leaseUntil' | 'fence' | 'receiver' | 'notBefore'> & {
  /** Why it is not attempted yet; null for what is under way, has ended, or begins now. */
  wait: Wait | null;
};
export type Attempt = Omit<AttemptRow, 'workspaceId' | 'deliveryId'>;

export type DeliveryFilter = {
  workspaceId: number;
  /** Empty: any. */
  states: DeliveryState[];
  conversationId: number | null;
  messageId: number | null;
  webhookId: number | null;
  beforeId: number | null;
  limit: number;
  /** Nothing waits until a time before this. */
  now: number;
};

/** These as they are shown, in their order; all of one workspace. */
export async function presentedDeliveries(
  db: Reader,
  rows: readonly DeliveryRow[],
  now: number,
): Promise<Delivery[]> {
  const waits = await waitsOf(db, rows, now);
  return rows.map((row) => {
    const { leaseUntil: _lease, fence: _fence, receiver: _receiver, notBefore: _, ...rest } = row;
    return { ...rest, wait: waits.get(row.id) ?? null };
  });
}

export const reads = {
  /** The newest first. Each state is read in the order of its index; what they give is merged. */
  async listDeliveries(db: Reader, input: DeliveryFilter): Promise<Delivery[]> {
    const { states, limit } = input;
    const lists = await Promise.all(
      (states.length === 0 ? [null] : states).map((state) => newest(db, input, state)),
    );
    const rows = lists.flat().sort((a, b) => b.id - a.id);
    return presentedDeliveries(db, rows.slice(0, limit), input.now);
  },

  async findDelivery(
    db: Reader,
    input: { workspaceId: number; id: number; now: number },
  ): Promise<{ delivery: Delivery; attempts: Attempt[] } | null> {
    const row = await db
      .selectFrom('deliveries')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (row === undefined) return null;
    const attempts = await db
      .selectFrom('attempts')
      .select(['number', 'startedAt', 'durationMs', 'outcome', 'reason', 'status', 'excerpt'])
      .where('workspaceId', '=', input.workspaceId)
      .where('deliveryId', '=', input.id)
      .orderBy('number')
      .execute();
    const [delivery] = await presentedDeliveries(db, [row], input.now);
    return delivery === undefined ? null : { delivery, attempts };
  },
};

async function newest(
  db: Reader,
  input: DeliveryFilter,
  state: DeliveryState | null,
): Promise<DeliveryRow[]> {
  const { conversationId, messageId, webhookId, beforeId } = input;
  let query = db.selectFrom('deliveries').selectAll().where('workspaceId', '=', input.workspaceId);
  if (state !== null) query = query.where('state', '=', state);
  if (conversationId !== null) query = query.where('conversationId', '=', conversationId);
  if (messageId !== null) query = query.where('messageId', '=', messageId);
  if (webhookId !== null) query = query.where('webhookId', '=', webhookId);
  if (beforeId !== null) query = query.where('id', '<', beforeId);
  return query.orderBy('id', 'desc').limit(input.limit).execute();
}

import type { DeliveryState } from '../../domain/delivery.ts';
import type { AttemptRow, DeliveryRow } from '../tables/delivery.ts';
import type { Reader } from '../transaction.ts';

/** What the API shows of a delivery; who has it at the moment is no part of that. */
export type Delivery = Omit<DeliveryRow, 'leaseUntil' | 'fence' | 'receiver'>;
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
};

export function deliveryFromRow(row: DeliveryRow): Delivery {
  const { leaseUntil: _lease, fence: _fence, receiver: _receiver, ...rest } = row;
  return rest;
}

/** These as they are shown, in their order; all of one workspace. */
export function presentedDeliveries(
  _db: Reader,
  rows: readonly DeliveryRow[],
  now: number,
): Promise<(Delivery & { wait: Wait | null })[]> {
  const waitOf = ({ state, reason, dueAt }: DeliveryRow): Wait | null =>
    state === 'due' && dueAt > now
      ? { cause: 'retrying', reason: reason ?? '', until: dueAt }
      : null;
  return Promise.resolve(rows.map((row) => ({ ...deliveryFromRow(row), wait: waitOf(row) })));
}

type Wait = { cause: 'retrying'; reason: string; until: number };

export const reads = {
  /** The newest first. Each state is read in the order of its index; what they give is merged. */
  async listDeliveries(db: Reader, input: DeliveryFilter): Promise<Delivery[]> {
    const { states, limit } = input;
    const lists = await Promise.all(
      (states.length === 0 ? [null] : states).map((state) => newest(db, input, state)),
    );
    const rows = lists.flat().sort((a, b) => b.id - a.id);
    return rows.slice(0, limit).map(deliveryFromRow);
  },

  async findDelivery(
    db: Reader,
    input: { workspaceId: number; id: number },
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
    return { delivery: deliveryFromRow(row), attempts };
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

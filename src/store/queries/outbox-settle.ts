import type { DeliveryState } from '../../domain/delivery.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { DeliveryRow } from '../tables/delivery.ts';
import type { WriteTransaction } from '../transaction.ts';
import { clearAttention, needAttention } from './channel-attention.ts';
import { findEcho, mergeEcho } from './merge-echo.ts';
import { advanceLines } from './open-delivery.ts';
import type { Settled } from './settled.ts';

export type SettleInput = { settled: Settled[]; now: number };

/** `stale`: somebody else has claimed them since. `echoed`: for settleWithEcho. */
export type SettleOutcome = { done: number[]; stale: number[]; echoed: number[] };

export const writes = {
  /**
   * Ends or postpones deliveries after their attempts. A reply whose id the connector has already
   * posted as a message of its own is left to settleWithEcho.
   */
  settleDeliveries: (tx: WriteTransaction, input: SettleInput): Promise<SettleOutcome> =>
    settle(tx, input, { merges: false }),

  /** The same; where the connector's echo came first, it and the reply become one message. */
  settleWithEcho: (tx: WriteTransaction, input: SettleInput): Promise<SettleOutcome> =>
    settle(tx, input, { merges: true }),
};

async function settle(
  tx: WriteTransaction,
  { settled, now }: SettleInput,
  { merges }: { merges: boolean },
): Promise<SettleOutcome> {
  const outcome: SettleOutcome = { done: [], stale: [], echoed: [] };
  const events: NewEvent[] = [];
  const ended: { workspaceId: number; conversationId: number }[] = [];
  for (const one of await heldClaims(tx, settled, outcome)) {
    if (one.identity !== null && (await meetsEcho(tx, one, { merges, now }, events))) {
      if (!merges) {
        outcome.echoed.push(one.id);
        continue;
      }
    } else {
      await settleMessage(tx, one, now, events);
    }
    await settleRow(tx, one, now);
    await tellReceiver(tx, one, now, events);
    if (one.kind === 'reply') events.push(deliveryEvent(one, one.state, now));
    if (one.conversationId !== null && hasEnded(one)) {
      ended.push({ workspaceId: one.workspaceId, conversationId: one.conversationId });
    }
    outcome.done.push(one.id);
  }
  await advanceLines(tx, ended, now);
  await tx.appendAll(events);
  return outcome;
}

function hasEnded({ kind, state }: Settled): boolean {
  return kind === 'reply' && state !== 'due' && state !== 'held';
}

/**
 * Those that are still held under their fence. One that was taken for unknown because its lease was
 * over may be settled late, as nobody else has claimed it since.
 */
async function heldClaims(
  tx: WriteTransaction,
  settled: readonly Settled[],
  outcome: SettleOutcome,
): Promise<Settled[]> {
  const held: Settled[] = [];
  for (const [workspaceId, some] of Map.groupBy(settled, (one) => one.workspaceId)) {
    const query = tx.db
      .selectFrom('deliveries')
      .select(['id', 'state', 'fence'])
      .where('workspaceId', '=', workspaceId)
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .orderBy('id');
    const rows = new Map((await tx.hold(query).execute()).map((row) => [row.id, row]));
    for (const one of some) {
      const row = rows.get(one.id);
      const isHeld =
        row?.fence === one.fence && ['claimed', 'calling', 'unknown'].includes(row.state);
      if (isHeld) held.push(one);
      else outcome.stale.push(one.id);
    }
  }
  return held;
}

async function settleRow(tx: WriteTransaction, one: Settled, now: number): Promise<void> {
  const { workspaceId, id, attempt, state } = one;
  await tx.db
    .updateTable('deliveries')
    .set({
      state,
      outcome: attempt?.outcome ?? null,
      reason: one.reason,
      leaseUntil: null,
      ...(state === 'due' && { dueAt: one.dueAt ?? now }),
      ...(state !== 'due' && state !== 'held' && { settledAt: now }),
      // It may wait for somebody to call for as long as the provider lets it.
      ...(state === 'held' && { deadlineAt: one.replyBy }),
      ...(attempt === null && { attemptCount: one.attemptCount - 1 }),
      ...(one.identity !== null && { externalId: one.identity.externalId }),
    })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  if (attempt === null) return;
  await tx.db
    .insertInto('attempts')
    .values({ workspaceId, deliveryId: id, ...attempt })
    // An attempt that was taken for lost has its row; what is known now is better.
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'deliveryId', 'number']).doUpdateSet({ ...attempt }),
    )
    .execute();
}

/** True where the connector posted the message before it answered; merged where that is asked. */
async function meetsEcho(
  tx: WriteTransaction,
  one: Settled,
  { merges, now }: { merges: boolean; now: number },
  events: NewEvent[],
): Promise<boolean> {
  const echo = await findEcho(tx, one);
  if (echo === null) return false;
  if (merges) events.push(await mergeEcho(tx, one, echo, now));
  return true;
}

/** The message's status, and its identity at the receiver. */
async function settleMessage(
  tx: WriteTransaction,
  one: Settled,
  now: number,
  events: NewEvent[],
): Promise<void> {
  const { workspaceId, messageId, conversationId, identity, state } = one;
  if (one.kind !== 'reply' || messageId === null) return;
  if (state !== 'sent' && state !== 'failed') return;
  const fields: string[] = [];
  const status = await tx.db
    .updateTable('messages')
    .set({ status: state, updatedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', messageId)
    .where('status', 'in', state === 'sent' ? ['pending'] : ['pending', 'sent'])
    .executeTakeFirst();
  if (status.numUpdatedRows > 0n) fields.push('status');
  if (identity !== null) {
    await tx.db
      .updateTable('messages')
      .set({
        externalId: identity.externalId,
        identityScope: identity.scope === 'channel' ? 0 : conversationId,
        updatedAt: now,
      })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', messageId)
      .execute();
    fields.push('externalId');
  }
  if (fields.length > 0) events.push(messageEvent(one, fields, now));
}

async function tellReceiver(
  tx: WriteTransaction,
  one: Settled,
  now: number,
  events: NewEvent[],
): Promise<void> {
  const { workspaceId, channelId, webhookId, reason } = one;
  if (one.stopsReceiver && webhookId !== null) {
    await tx.db
      .updateTable('webhooks')
      .set({ disabledReason: reason ?? 'It wants no more.', updatedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', webhookId)
      .execute();
  }
  if (channelId === null || one.kind !== 'reply') return;
  const key = { workspaceId, channelId };
  const hasChanged = one.needsAttention
    ? await needAttention(tx, { ...key, reason: reason ?? '', since: now })
    : one.state === 'sent' && (await clearAttention(tx, key));
  if (hasChanged) {
    events.push({
      ...key,
      type: 'channel.updated',
      conversationId: null,
      messageId: null,
      payload: { fields: ['attention'] },
      createdAt: now,
    });
  }
}

type Told = Pick<DeliveryRow, 'workspaceId' | 'id' | 'channelId' | 'conversationId' | 'messageId'>;

export function deliveryEvent(delivery: Told, state: DeliveryState, now: number): NewEvent {
  const { workspaceId, channelId, conversationId, messageId, id } = delivery;
  return {
    workspaceId,
    type: 'delivery.updated',
    channelId,
    conversationId,
    messageId,
    payload: { deliveryId: id, state },
    createdAt: now,
  };
}

export function messageEvent(delivery: Told, fields: string[], now: number): NewEvent {
  const { workspaceId, channelId, conversationId, messageId } = delivery;
  return {
    workspaceId,
    type: 'message.updated',
    channelId,
    conversationId,
    messageId,
    payload: { fields },
    createdAt: now,
  };
}

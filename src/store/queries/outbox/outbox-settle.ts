import type { NewEvent } from '../../../domain/event.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { deliveryEvent } from '../deliveries/delivery-events.ts';
import { meet } from './echo.ts';
import { mergeEcho } from './merge-echo.ts';
import { advanceLines, linesOf } from '../deliveries/open-delivery.ts';
import type { Settled } from './settled.ts';
import { findEchoed, settleMessages } from './settled-messages.ts';
import { tellReceivers } from './settled-receivers.ts';
import { addAttempts, heldClaims, settleRows } from './settled-rows.ts';

export type SettleInput = { settled: Settled[]; now: number };

/** `stale`: somebody else has claimed them since. `echoed`: for settleWithEcho. */
export type SettleOutcome = { done: number[]; stale: number[]; echoed: number[] };

/** What has happened to the messages of deliveries, by delivery. */
type Told = ReadonlyMap<number, NewEvent>;

export const writes = {
  /**
   * Ends or postpones deliveries after their attempts. A reply whose id the connector has already
   * posted as a message of its own is left to settleWithEcho. However many there are, they take the
   * same few statements: the writer has messages to accept meanwhile.
   */
  async settleDeliveries(
    tx: WriteTransaction,
    { settled, now }: SettleInput,
  ): Promise<SettleOutcome> {
    const { held, stale } = await heldClaims(tx, settled);
    const echoed = await findEchoed(tx, held);
    const met = held.filter(({ id }) => !echoed.has(id));
    await finish(tx, met, await settleMessages(tx, met, now), now);
    return { done: idsOf(met), stale: idsOf(stale), echoed: [...echoed] };
  },

  /**
   * The same; where the connector's echo came first, it and the reply become one message. Where the
   * answer's id is that of another message both stay as they are, and a person is told.
   */
  async settleWithEcho(
    tx: WriteTransaction,
    { settled, now }: SettleInput,
  ): Promise<SettleOutcome> {
    const { held, stale } = await heldClaims(tx, settled);
    const told = new Map<number, NewEvent>();
    const ended: Settled[] = [];
    for (const one of held) {
      const met = await meet(tx, one);
      ended.push(met.kind === 'conflict' ? withConflict(one, met.messageId) : one);
      if (met.kind === 'echo') told.set(one.id, await mergeEcho(tx, one, met.message, now));
      else {
        const withoutId = met.kind === 'conflict' ? { ...one, identity: null } : one;
        for (const event of await settleMessages(tx, [withoutId], now)) told.set(...event);
      }
    }
    await finish(tx, ended, told, now);
    return { done: idsOf(held), stale: idsOf(stale), echoed: [] };
  },
};

/** It was sent; that the connector gave an id twice is for a person to see. */
function withConflict(one: Settled, conflictingMessageId: number): Settled {
  const id = JSON.stringify(one.identity?.externalId);
  const reason =
    `The connector gave this reply the id ${id}, which message ${conflictingMessageId} has ` +
    'already. Both are kept; what the connector reports under that id counts for the other one.';
  const attempt = one.attempt && { ...one.attempt, reason };
  return { ...one, attempt, reason, needsAttention: true, conflictingMessageId };
}

function idsOf(settled: readonly Settled[]): number[] {
  return settled.map(({ id }) => id);
}

/** Everything but the messages. */
async function finish(
  tx: WriteTransaction,
  settled: readonly Settled[],
  told: Told,
  now: number,
): Promise<void> {
  if (settled.length === 0) return;
  await settleRows(tx, settled, now);
  await addAttempts(tx, settled);
  const changed = await tellReceivers(tx, settled, now);
  await advanceLines(tx, linesOf(settled.filter(letsOthersBegin)), now);
  const events = settled.flatMap((one) => [
    told.get(one.id),
    changed.get(one.id),
    one.kind === 'reply' ? deliveryEvent(one, one.state, now, one.conflictingMessageId) : undefined,
  ]);
  await tx.appendAll(events.filter((event) => event !== undefined));
}

/** What is held lets them go before it: nobody knows for how long. */
function letsOthersBegin({ kind, state }: Settled): boolean {
  return kind === 'reply' && state !== 'due';
}

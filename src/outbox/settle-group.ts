import { setTimeout as delay } from 'node:timers/promises';
import type { Settled } from '../store/store.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { OutboxPorts } from './outbox-ports.ts';

/** For what the store refuses though it is well. */
const TRIES = 4;
const PAUSE_MS = 250;

/**
 * Settles attempts in one transaction, or one by one where one of them cannot be. While the store
 * takes nothing their outcomes are kept, as they are known: their leases are renewed meanwhile, and
 * as they count as under way, the outbox claims no more of them than it holds at any time. What is
 * left when `isOver` is left to its lease, and then counts as an attempt that was lost.
 */
export async function settleGroup(
  ports: OutboxPorts,
  settled: Settled[],
  isOver: AbortSignal,
): Promise<void[]> {
  try {
    await onceThere(ports, settled, isOver);
  } catch (error) {
    ports.log(error, 'a group of deliveries could not be settled at once');
    for (const one of settled) await settleOne(ports, one, isOver);
  }
  return settled.map(() => undefined);
}

async function settleOne(ports: OutboxPorts, one: Settled, isOver: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await onceThere(ports, [one], isOver);
      return;
    } catch (error) {
      if (tries === TRIES || isOver.aborted) {
        ports.log(error, `delivery ${one.id} could not be settled`);
        return;
      }
      await delay(PAUSE_MS * tries);
    }
  }
}

/** Waits for a store that is full or cannot be reached. */
async function onceThere(
  ports: OutboxPorts,
  settled: Settled[],
  isOver: AbortSignal,
): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      await settleOnce(ports, settled);
      return;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || isOver.aborted) throw error;
      if (isFirst) ports.log(error, `${settled.length} outcomes are kept until the store is back`);
      await delay(PAUSE_MS, undefined, { signal: isOver }).catch(() => undefined);
    }
  }
}

async function settleOnce({ store, now }: OutboxPorts, settled: Settled[]): Promise<void> {
  const { echoed } = await store.write.settleDeliveries({ settled, now: now() });
  for (const one of settled) {
    if (echoed.includes(one.id)) await store.write.settleWithEcho({ settled: [one], now: now() });
  }
}

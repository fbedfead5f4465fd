import { setTimeout as delay } from 'node:timers/promises';
import type { Settled } from '../store/store.ts';
import type { OutboxPorts } from './outbox-ports.ts';

const TRIES = 4;
const PAUSE_MS = 250;

/**
 * Settles attempts in one transaction, or one by one where one of them cannot be. What cannot be
 * settled at all is left to its lease: then it counts as an attempt that was lost.
 */
export async function settleGroup(ports: OutboxPorts, settled: Settled[]): Promise<void[]> {
  try {
    await settleOnce(ports, settled);
  } catch (error) {
    ports.log(error, 'a group of deliveries could not be settled at once');
    for (const one of settled) await settleOne(ports, one);
  }
  return settled.map(() => undefined);
}

async function settleOne(ports: OutboxPorts, one: Settled): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await settleOnce(ports, [one]);
      return;
    } catch (error) {
      if (tries === TRIES) {
        ports.log(error, `delivery ${one.id} could not be settled`);
        return;
      }
      await delay(PAUSE_MS * tries);
    }
  }
}

async function settleOnce({ store, now }: OutboxPorts, settled: Settled[]): Promise<void> {
  const { echoed } = await store.write.settleDeliveries({ settled, now: now() });
  for (const one of settled) {
    if (echoed.includes(one.id)) await store.write.settleWithEcho({ settled: [one], now: now() });
  }
}

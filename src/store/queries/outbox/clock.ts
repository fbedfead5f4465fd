import type { WriteTransaction } from '../../transaction.ts';
import { isDue } from '../deliveries/delivery-states.ts';

/** Longer than any lease: what is due sooner may be one, and its end is its fence. */
const LEASED_MS = 15_000;

export const writes = {
  /**
   * After the clock was set back by so many milliseconds: what is to be tried again is not postponed
   * by them. Where several nodes follow the same clock, some of it is tried a little early.
   */
  followClock(tx: WriteTransaction, input: { byMs: number; now: number }): Promise<void> {
    return follow(tx, input);
  },
};

async function follow(
  tx: WriteTransaction,
  { byMs, now }: { byMs: number; now: number },
): Promise<void> {
  await tx.db
    .updateTable('deliveries')
    .set((eb) => ({ dueAt: eb('dueAt', '-', byMs), notBefore: eb('notBefore', '-', byMs) }))
    .where(isDue)
    .where('dueAt', '>', now)
    .execute();
  await tx.db
    .updateTable('receiverPauses')
    .set((eb) => ({ until: eb('until', '-', byMs) }))
    .where('until', '>', now)
    .execute();
  for (const table of ['imports', 'links'] as const) {
    const one = table as 'links';
    await tx.db
      .updateTable(one)
      .set((eb) => ({ dueAt: eb('dueAt', '-', byMs) }))
      .where('dueAt', '>', now + byMs + LEASED_MS)
      .execute();
  }
}

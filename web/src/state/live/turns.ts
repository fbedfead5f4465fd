/* Whose turn it is to ask: one visible tab of a browser profile, or each where tabs cannot agree. */
import { ALONE_BEAT_MS, BEAT_MS } from './wake.ts';

/**
 * Asks once a beat while this tab is in sight and it is its turn.
 *
 * @param name Of the lock that the tabs share; null where they cannot tell each other anything.
 */
export function takeTurns(name: string | null, ended: AbortSignal, ask: () => Promise<void>): void {
  // Browsers keep locks from pages that came over plain HTTP from another machine.
  const locks = name === null ? undefined : (navigator as Partial<Navigator>).locks;
  const beatMs = locks === undefined ? ALONE_BEAT_MS : BEAT_MS;
  let isRunning = false;
  const turn = async () => {
    if (isRunning) return;
    isRunning = true;
    // Out of sight it is over at once: a browser may stop this tab, and the others wait for the lock.
    const over = new Promise((resolve) => {
      document.addEventListener('visibilitychange', resolve, { once: true, signal: ended });
    });
    while (document.visibilityState === 'visible' && !ended.aborted) {
      await Promise.race([ask(), over]);
      await Promise.race([new Promise((resolve) => setTimeout(resolve, beatMs)), over]);
    }
    isRunning = false;
  };
  const takeTurn = () => {
    if (document.visibilityState !== 'visible') return;
    if (locks === undefined || name === null) return void turn();
    locks.request(name, { signal: ended }, turn).catch(() => undefined);
  };
  document.addEventListener('visibilitychange', takeTurn, { signal: ended });
  takeTurn();
}

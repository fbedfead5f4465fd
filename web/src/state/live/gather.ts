/* What is carried out one after the other, and while nobody sees it not at all. */

export type Gathering<Item> = {
  /** Nothing: what could not be carried out is tried again. */
  add: (items: readonly Item[]) => void;
  /** What is being carried out is begun anew: whoever it waits for may have gone. */
  restart: () => void;
  end: () => void;
};

/**
 * Carries out what was added since the last time, as one, while the page is in sight. What fails
 * waits, with what comes after it.
 *
 * @param fold What is left of all that waits.
 */
export function gather<Item>(
  carryOut: (items: Item[], signal: AbortSignal) => Promise<void>,
  fold: (items: Item[]) => Item[],
): Gathering<Item> {
  const ended = new AbortController();
  let waiting: Item[] = [];
  let running: AbortController | null = null;
  const go = async () => {
    if (running !== null) return;
    while (waiting.length > 0 && document.visibilityState === 'visible' && !ended.signal.aborted) {
      const items = waiting;
      waiting = [];
      const { signal } = (running = new AbortController());
      const isDone = await carryOut(items, signal).then(
        () => true,
        () => false,
      );
      if (!isDone) waiting = fold([...items, ...waiting]);
      if (!isDone && !signal.aborted) break;
    }
    running = null;
  };
  document.addEventListener('visibilitychange', () => void go(), { signal: ended.signal });
  return {
    add(items) {
      waiting = fold([...waiting, ...items]);
      void go();
    },
    restart: () => running?.abort(),
    end() {
      ended.abort();
      running?.abort();
    },
  };
}

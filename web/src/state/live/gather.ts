/* What is carried out one after the other, and while nobody sees it not at all. */

export type Gathering<Item> = {
  add: (items: readonly Item[]) => void;
  end: () => void;
};

/**
 * Carries out what was added since the last time, as one, while the page is in sight.
 *
 * @param carryOut Has to see for itself that it does not fail.
 */
export function gather<Item>(carryOut: (items: Item[]) => Promise<void>): Gathering<Item> {
  const ended = new AbortController();
  let waiting: Item[] = [];
  let isBusy = false;
  const go = async () => {
    if (isBusy) return;
    isBusy = true;
    while (waiting.length > 0 && document.visibilityState === 'visible' && !ended.signal.aborted) {
      const items = waiting;
      waiting = [];
      await carryOut(items);
    }
    isBusy = false;
  };
  document.addEventListener('visibilitychange', () => void go(), { signal: ended.signal });
  return {
    add(items) {
      waiting.push(...items);
      void go();
    },
    end: () => ended.abort(),
  };
}

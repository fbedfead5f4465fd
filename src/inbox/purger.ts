import type { Store } from '../store/store.ts';

/**
 * Rows removed in one step. A step keeps the writer for about 10 ms (measured), and a pause as
 * long as the step follows, so that the messages of other channels always find a gap.
 */
const STEP_ROWS = 50;
const SHORTEST_PAUSE_MS = 5;
const PAUSE_AFTER_ERROR_MS = 5_000;

/** Removes, in the background, the rows of what was deleted. Survives a restart by looking anew. */
export class Purger {
  readonly #store: Pick<Store, 'write'>;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isStopped = false;
  /** How often a start was asked for: one that came during a step means to look once more. */
  #asked = 0;

  constructor(store: Pick<Store, 'write'>) {
    this.#store = store;
  }

  start = (): void => {
    this.#asked += 1;
    if (this.#running === null && this.#timer === null && !this.#isStopped) this.#run();
  };

  /** Resolves when no deleted row is left, or the purger was stopped. */
  async settled(): Promise<void> {
    while (this.#running !== null || this.#timer !== null) {
      await (this.#running ?? new Promise((resolve) => setImmediate(resolve)));
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  #run(): void {
    this.#running = this.#step().then((pauseMs) => {
      this.#running = null;
      if (pauseMs === null || this.#isStopped) return;
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#run();
      }, pauseMs);
    });
  }

  /** One step; the pause before the next, or null when there is nothing more to do. */
  async #step(): Promise<number | null> {
    const startedAt = performance.now();
    const asked = this.#asked;
    try {
      const { isDone, isShared } = await this.#store.write.purgeStep({ limit: STEP_ROWS });
      if (isShared) await this.#store.write.purgeSharedStep({ limit: STEP_ROWS });
      if (isDone && asked === this.#asked) return null;
    } catch {
      // The store says on the accept path what is wrong with it; the rows are invisible meanwhile.
      return PAUSE_AFTER_ERROR_MS;
    }
    return Math.max(SHORTEST_PAUSE_MS, performance.now() - startedAt);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import { PollLoop } from '../lib/poll-loop.ts';
import type { Store } from '../store/store.ts';

export type PrunerPorts = {
  store: Pick<Store, 'read' | 'write'>;
  /** For how long events are kept. */
  days: number;
  now: () => number;
  /** A clock that nobody sets. */
  steady: () => number;
};

/** Rows removed in one step, so that messages pass between; a pause as long as the step follows. */
const STEP_ROWS = 200;
const LOGS = 100;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Removes events that are kept no longer, in small steps, once an hour: of each log what is old enough
 * and whatever follows the log is through with. Several nodes may do it at once.
 */
export class Pruner extends PollLoop {
  readonly #ports: PrunerPorts;
  /** The workspace that was looked at last; null where a round is through. */
  #at: number | null = null;
  #nextRoundAt = -Infinity;

  constructor(ports: PrunerPorts) {
    super();
    this.#ports = ports;
  }

  protected override async step(): Promise<boolean> {
    const { store, now, steady, days } = this.#ports;
    if (this.#at === null) {
      if (steady() < this.#nextRoundAt) return false;
      this.#nextRoundAt = steady() + HOUR;
      this.#at = 0;
    }
    const before = now() - days * DAY;
    const logs = await store.read.listLogs({ afterWorkspace: this.#at, limit: LOGS });
    for (const { workspace, since } of logs) {
      if (this.isStopped) return false;
      if (since !== null && since < before) await this.#prune(workspace, before);
      this.#at = workspace;
    }
    if (logs.length < LOGS) this.#at = null;
    return this.#at !== null;
  }

  async #prune(workspaceId: number, before: number): Promise<void> {
    const { store } = this.#ports;
    const upTo = await store.read.findUnneeded({ workspaceId });
    for (let hasMore = true; hasMore && !this.isStopped;) {
      const startedAt = performance.now();
      const some = { workspaceId, upTo, before, limit: STEP_ROWS };
      hasMore = (await store.write.pruneEvents(some)) === STEP_ROWS;
      await delay(performance.now() - startedAt, undefined, { ref: false });
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { InletEvent } from '../domain/event.ts';
import type { Store } from '../store/store.ts';
import { EventsGone } from './events-gone.ts';
import { Tail } from './tail.ts';

export type SequencerPorts = {
  store: Pick<Store, 'read' | 'onAppended'>;
  /** How long nothing is looked for unasked; 500 ms unless a test says otherwise. */
  pollMs?: number | undefined;
};

/** What other nodes and commands append is seen at the latest after this, where no hint came. */
const POLL_MS = 500;
/** While one workspace is written to without end, its log is looked at no more often than this. */
const GAP_MS = 10;
const PAGE = 500;
/** Workspaces whose heads are asked for at once. */
const HEADS = 500;

/**
 * Follows the event logs of the workspaces that somebody reads here, each once for all its readers:
 * woken by this node's own commits, by hints of others, and by the clock as the net. A reader first
 * takes what the store has (backfill) until it has come to what is kept in memory (cutover), and from
 * then on what is added there (live). Where it stands is one number, so that nothing is left out or
 * comes twice, and one that is slow falls back to the store.
 */
export class Sequencer {
  readonly #store: Pick<Store, 'read' | 'onAppended'>;
  readonly #pollMs: number;
  readonly #tails = new Map<number, Tail>();
  /** Where something may have been appended since the last look. */
  readonly #moved = new Set<number>();
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor({ store, pollMs = POLL_MS }: SequencerPorts) {
    this.#store = store;
    this.#pollMs = pollMs;
    store.onAppended(this.moved);
  }

  /** Events may have been appended here; costs nothing where nobody reads. */
  readonly moved = (workspaceIds: readonly number[]): void => {
    for (const id of workspaceIds) if (this.#tails.has(id)) this.#moved.add(id);
    if (this.#moved.size > 0) this.#look();
  };

  /**
   * The events of a workspace after a place in its log, in their order, then those that are appended,
   * until the signal. Throws EventsGone where the log does not go back so far.
   */
  async *read(
    workspaceId: number,
    after: number,
    signal: AbortSignal,
  ): AsyncGenerator<readonly InletEvent[]> {
    const ended = AbortSignal.any([signal, this.#stopped.signal]);
    const tail = this.#join(workspaceId);
    let at = after;
    try {
      while (!ended.aborted) {
        const { version } = tail;
        const events = tail.after(at) ?? (await this.#backfill(workspaceId, at, ended));
        const last = events.at(-1);
        if (last === undefined) {
          await tail.changedSince(version, ended);
          continue;
        }
        at = last.id;
        yield events;
      }
    } finally {
      this.#leave(workspaceId, tail);
    }
  }

  /** Where the log of a workspace has come to. */
  async head(workspaceId: number, signal: AbortSignal): Promise<number> {
    const ask = () => this.#store.read.findLogHead({ workspaceId });
    return (await this.#untilAnswered(ask, signal)) ?? 0;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#pause();
    await this.#looking;
  }

  #join(workspaceId: number): Tail {
    let tail = this.#tails.get(workspaceId);
    if (tail === undefined) {
      tail = new Tail();
      this.#tails.set(workspaceId, tail);
      this.#moved.add(workspaceId);
      this.#look();
    }
    tail.readers += 1;
    this.#timer ??= setInterval(() => void this.#poll(), this.#pollMs).unref();
    return tail;
  }

  #leave(workspaceId: number, tail: Tail): void {
    tail.readers -= 1;
    if (tail.readers === 0) this.#tails.delete(workspaceId);
    if (this.#tails.size === 0) this.#pause();
  }

  #pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #backfill(
    workspaceId: number,
    afterId: number,
    ended: AbortSignal,
  ): Promise<readonly InletEvent[]> {
    const ask = () => this.#store.read.readLog({ workspaceId, afterId, limit: PAGE });
    const page = await this.#untilAnswered(ask, ended);
    if (page !== null && page.oldest > afterId) throw new EventsGone(page);
    return page?.events ?? [];
  }

  /** A store that cannot be read says so elsewhere; here it is asked again. Null: it was too late. */
  async #untilAnswered<Answer>(
    ask: () => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer | null> {
    for (;;) {
      const answer = await ask().catch(() => null);
      if (answer !== null || signal.aborted) return answer;
      await delay(this.#pollMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #poll(): Promise<void> {
    const all = [...this.#tails.keys()];
    for (let from = 0; from < all.length; from += HEADS) {
      const workspaces = all.slice(from, from + HEADS);
      const heads = await this.#store.read.listLogHeads({ workspaces }).catch(() => []);
      for (const { workspace, head } of heads) {
        if (head > (this.#tails.get(workspace)?.to ?? -1)) this.#moved.add(workspace);
      }
    }
    if (this.#moved.size > 0) this.#look();
  }

  #look(): void {
    if (this.#stopped.signal.aborted) return;
    this.#looking ??= this.#lookAll().finally(() => {
      this.#looking = null;
      // Told of after the last look of this run.
      if (this.#moved.size > 0) this.#look();
    });
  }

  async #lookAll(): Promise<void> {
    while (this.#moved.size > 0 && !this.#stopped.signal.aborted) {
      const [...workspaces] = this.#moved;
      this.#moved.clear();
      await Promise.all(workspaces.map((id) => this.#lookAt(id).catch(() => undefined)));
      if (this.#moved.size > 0) await delay(GAP_MS, undefined, { ref: false });
    }
  }

  /** A look that fails is made again with the next poll: the place in the log stays. */
  async #lookAt(workspaceId: number): Promise<void> {
    const tail = this.#tails.get(workspaceId);
    if (tail === undefined) return;
    if (tail.to === null) {
      tail.beginAt(await this.#store.read.findLogHead({ workspaceId }));
      return;
    }
    let events: readonly InletEvent[];
    do {
      const page = { workspaceId, afterId: tail.to, limit: PAGE };
      ({ events } = await this.#store.read.readLog(page));
      tail.add(events);
    } while (events.length === PAGE);
  }
}

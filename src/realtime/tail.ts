import type { InletEvent } from '../domain/event.ts';

/** Events that readers who are up to date take from memory; who lags further reads the store. */
const MOST_KEPT = 500;

/** The newest part of one workspace's log, for all who read it at this node. */
export class Tail {
  /** Whoever stands before it has to read the store first; unknown before the first look. */
  #from = Infinity;
  #events: InletEvent[] = [];
  #to: number | null = null;
  #waiting = new Set<() => void>();
  /** Grows with whatever changes here, so that a reader that looked elsewhere misses nothing. */
  #version = 0;
  readers = 0;

  /** How far it has come; null before the first look. */
  get to(): number | null {
    return this.#to;
  }

  get version(): number {
    return this.#version;
  }

  /** The place in the log that it begins at. */
  beginAt(head: number): void {
    this.#from = head;
    this.#to = head;
    this.#tell();
  }

  /** What comes next in the log, without a gap. */
  add(events: readonly InletEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#events.push(...events);
    this.#to = last.id;
    const dropped = this.#events.splice(0, Math.max(0, this.#events.length - MOST_KEPT)).at(-1);
    if (dropped !== undefined) this.#from = dropped.id;
    this.#tell();
  }

  /** All that is known after a place; null where something before that has to be read first. */
  after(id: number): readonly InletEvent[] | null {
    if (id < this.#from) return null;
    // From the end: nearly all who ask are up to date.
    return this.#events.slice(this.#events.findLastIndex((event) => event.id <= id) + 1);
  }

  /** Resolves when anything has changed since then, or the signal says so. */
  async changedSince(version: number, signal: AbortSignal): Promise<void> {
    if (this.#version !== version || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #tell(): void {
    this.#version += 1;
    for (const wake of [...this.#waiting]) wake();
  }
}

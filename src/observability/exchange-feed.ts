import type { Asked, Callback, ReportedAttempt } from './callback.ts';
import { callbackOf, callbacksOf } from './callback.ts';

/** One request and what became of it, for those who watch the server at work. Holds no content. */
export type Exchange = {
  kind: 'request';
  at: string;
  workspaceId: number | null;
  vendor: string | null;
  method: string;
  path: string;
  status: number;
  verdict: string | null;
  acceptanceId: string | null;
  reason: string | null;
  durationMs: number;
};

export type Watcher = (seen: Exchange | Callback) => void;

/** Hands each exchange and callback to whoever is watching now; nobody watching costs nothing. */
export class ExchangeFeed {
  readonly #watchers = new Set<Watcher>();

  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** Returns the call that ends the watching. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  publish(seen: Exchange | Callback): void {
    for (const watcher of this.#watchers) watcher(seen);
  }

  /** An attempt of the outbox ended. */
  attempted(report: ReportedAttempt): void {
    if (!this.isWatched) return;
    for (const callback of callbacksOf(report)) this.publish(callback);
  }

  /** A connector was asked for something. */
  asked(asked: Asked): void {
    if (this.isWatched) this.publish(callbackOf(asked));
  }
}

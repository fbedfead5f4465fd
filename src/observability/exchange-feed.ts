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
  /** What helps besides: as in the answer's `Inlet-Hint`. */
  hint?: string;
  durationMs: number;
};

export type Line = Exchange | Callback;

export type Watcher = {
  /** Whether lines of this workspace, or of none, are for its eyes. */
  sees: (workspaceId: number | null) => boolean;
  tell: (line: Line) => void;
};

/**
 * Hands each exchange and callback to whoever may see it and is watching now. A line is made, and
 * redacted, only where there is somebody: what others are sent costs those who watch nothing.
 */
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

  /** A request was answered. */
  answered(workspaceId: number | null, make: () => Exchange): void {
    this.#tell(workspaceId, () => [make()]);
  }

  /** An attempt of the outbox ended. */
  attempted(report: ReportedAttempt): void {
    this.#tell(report.claim.workspaceId, () => callbacksOf(report));
  }

  /** A connector was asked for something. */
  readonly asked = (asked: Asked): void => {
    this.#tell(asked.workspaceId, () => [callbackOf(asked)]);
  };

  #tell(workspaceId: number | null, make: () => Line[]): void {
    if (this.#watchers.size === 0) return;
    const those = [...this.#watchers].filter(({ sees }) => sees(workspaceId));
    if (those.length === 0) return;
    for (const line of make()) for (const { tell } of those) tell(line);
  }
}

/** One request and what became of it, for those who watch the server at work. Holds no content. */
export type Exchange = {
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

export type Watcher = (exchange: Exchange) => void;

/** Hands each exchange to whoever is watching now; nobody watching costs nothing. */
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

  publish(exchange: Exchange): void {
    for (const watcher of this.#watchers) watcher(exchange);
  }
}

import type { InletEvent } from '../domain/event.ts';
import type { Store } from '../store/store.ts';

const PERIOD_MS = 500;
const PAGE = 500;

/**
 * Tells of the events of a workspace as they become true, from the start of the watching on,
 * whichever process wrote them: the log is looked at every half second, by its index. What it tells
 * of is in the log already, so that a reader that was told finds it.
 */
export class EventWatch {
  readonly #store: Pick<Store, 'read'>;
  readonly #workspaceId: number;
  readonly #tell: (event: InletEvent) => void;
  #timer: NodeJS.Timeout | null = null;
  #lastId: number | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, 'read'>, workspaceId: number, tell: (event: InletEvent) => void) {
    this.#store = store;
    this.#workspaceId = workspaceId;
    this.#tell = tell;
  }

  /** Resolves once everything that is written from now on will be told of. */
  start(): Promise<void> {
    if (this.#timer !== null) return this.#looking;
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, PERIOD_MS);
    this.#timer.unref();
    this.#looking = this.#looking.then(() => this.#begin());
    return this.#looking;
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#looking;
  }

  async #begin(): Promise<void> {
    const workspaceId = this.#workspaceId;
    this.#lastId = await this.#store.read
      .findLastEventId({ workspaceId })
      // A store that cannot be read says so to those who ask it; the next look tries again.
      .catch(() => null);
  }

  async #look(): Promise<void> {
    if (!this.#isRunning()) return;
    if (this.#lastId === null) return this.#begin();
    try {
      let events: InletEvent[];
      do {
        const page = { workspaceId: this.#workspaceId, afterId: this.#lastId, limit: PAGE };
        events = await this.#store.read.listEvents(page);
        for (const event of events) this.#tell(event);
        this.#lastId = events.at(-1)?.id ?? this.#lastId;
      } while (events.length === PAGE && this.#isRunning());
    } catch {
      // As above: nothing is lost, the place in the log stays.
    }
  }

  #isRunning(): boolean {
    return this.#timer !== null;
  }
}

import type { InletEvent } from '../domain/event.ts';
import { EventsGone } from './events-gone.ts';
import type { Sequencer } from './sequencer.ts';

export type EventSource = Pick<Sequencer, 'head' | 'read'>;

/**
 * Tells of the events of a workspace as they become true, from the start of the watching on,
 * whichever process wrote them. What it tells of is in the log already, so that a reader that was
 * told finds it.
 */
export class EventWatch {
  readonly #sequencer: EventSource;
  readonly #workspaceId: number;
  readonly #tell: (event: InletEvent) => void;
  #ended: AbortController | null = null;
  #started: Promise<void> = Promise.resolve();
  #watching: Promise<void> = Promise.resolve();

  constructor(sequencer: EventSource, workspaceId: number, tell: (event: InletEvent) => void) {
    this.#sequencer = sequencer;
    this.#workspaceId = workspaceId;
    this.#tell = tell;
  }

  /** Resolves once everything that is written from now on will be told of. */
  start(): Promise<void> {
    if (this.#ended !== null) return this.#started;
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    const head = this.#sequencer.head(this.#workspaceId, signal);
    this.#started = head.then(() => undefined);
    this.#watching = head.then((from) => this.#follow(from, signal));
    return this.#started;
  }

  async stop(): Promise<void> {
    this.#ended?.abort();
    this.#ended = null;
    await this.#watching;
  }

  async #follow(from: number, signal: AbortSignal): Promise<void> {
    let after = from;
    while (!signal.aborted) {
      try {
        for await (const events of this.#sequencer.read(this.#workspaceId, after, signal)) {
          for (const event of events) this.#tell(event);
        }
        return;
      } catch (error) {
        if (!(error instanceof EventsGone)) throw error;
        after = error.oldest;
      }
    }
  }
}

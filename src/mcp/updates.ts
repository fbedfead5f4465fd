import type { ServerEvent, ServerEventBus } from '@modelcontextprotocol/server';
import { InMemoryServerEventBus } from '@modelcontextprotocol/server';
import type { EventSource } from '../realtime/event-watch.ts';
import { EventWatch } from '../realtime/event-watch.ts';
import { changedBy } from './resource-uri.ts';

/**
 * The changes of one workspace's resources, for the streams of its clients and nobody else's. The
 * log is followed only while somebody listens.
 */
export class WorkspaceUpdates implements ServerEventBus {
  readonly #bus = new InMemoryServerEventBus();
  readonly #watch: EventWatch;
  #watching: Promise<void> = Promise.resolve();

  constructor(sequencer: EventSource, workspaceId: number) {
    this.#watch = new EventWatch(sequencer, workspaceId, (event) => {
      for (const uri of changedBy(event)) this.publish({ kind: 'resource_updated', uri });
    });
  }

  /** Resolves once whoever has subscribed by now is told of everything that is written from then on. */
  watching(): Promise<void> {
    return this.#watching;
  }

  publish(event: ServerEvent): void {
    this.#bus.publish(event);
  }

  subscribe(listener: (event: ServerEvent) => void): () => void {
    const unsubscribe = this.#bus.subscribe(listener);
    this.#watching = this.#watch.start();
    return () => {
      unsubscribe();
      if (this.#bus.listenerCount === 0) void this.#watch.stop();
    };
  }
}

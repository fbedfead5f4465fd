import type { RequestBody, ThreadClient } from './thread-client.ts';

/**
 * Gives a reader its next list when it is done with the last: of many lists answered at once the
 * event loop, which puts them into words, would make one long turn.
 */
export class ListReaders {
  readonly #idle: ThreadClient[];
  readonly #waiting: ((reader: ThreadClient) => void)[] = [];

  constructor(readers: readonly ThreadClient[]) {
    this.#idle = [...readers];
  }

  async call(body: RequestBody): Promise<unknown> {
    const reader = await this.#take();
    try {
      return await reader.call(body);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(reader);
      else next(reader);
    }
  }

  async #take(): Promise<ThreadClient> {
    return this.#idle.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }
}

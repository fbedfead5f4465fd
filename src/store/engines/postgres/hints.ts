import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';

const CHANNEL = 'inlet_log';
/** What is appended within so long is told of together: each hint is a transaction of its own. */
const GATHER_MS = 20;
/** A payload takes 8,000 bytes; an id has at most 16 digits. Whoever misses one looks by the clock. */
const MOST_IN_ONE = 400;
const RETRY_MS = 5_000;

type Tell = (workspaceIds: readonly number[]) => void;

/**
 * Tells other nodes of the same database in which workspaces events were appended, and hears of it
 * from them. Only a hint: it leaves after the commit that it tells of, on a connection of its own, so
 * that no transaction waits for the one lock that all NOTIFYs of a server share until they have
 * committed. Where it is lost, or a pooler lets nobody listen, others find the events by looking.
 */
export class Hints {
  readonly #connect: () => Promise<Client>;
  readonly #tell: Tell;
  readonly #stopped = new AbortController();
  readonly #gathered = new Set<number>();
  readonly #running: Promise<void>;
  #client: Client | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(connect: () => Promise<Client>, tell: Tell) {
    this.#connect = connect;
    this.#tell = tell;
    this.#running = this.#listen();
  }

  appended(workspaceIds: readonly number[]): void {
    if (this.#client === null) return;
    for (const id of workspaceIds) this.#gathered.add(id);
    this.#timer ??= setTimeout(() => this.#send(), GATHER_MS).unref();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #send(): void {
    this.#timer = null;
    const payload = [...this.#gathered].slice(0, MOST_IN_ONE).join(' ');
    this.#gathered.clear();
    this.#client?.query('SELECT pg_notify($1, $2)', [CHANNEL, payload]).catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#listenOnce(signal).catch(() => undefined);
      await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #listenOnce(signal: AbortSignal): Promise<void> {
    const client = await this.#connect();
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    try {
      client.on('notification', ({ payload = '', processId }) => {
        if (processId === ownId(client)) return;
        this.#tell(payload.split(' ').map(Number));
      });
      await client.query(`SET synchronous_commit = off; LISTEN ${CHANNEL}`);
      this.#client = client;
      await ended;
    } finally {
      this.#client = null;
      // A database that is down does not say goodbye.
      void client.end().catch(() => undefined);
    }
  }
}

/** Of the server's end of this connection; the types do not name it. */
const ownId = (client: Client) => (client as unknown as { processID: number | null }).processID;

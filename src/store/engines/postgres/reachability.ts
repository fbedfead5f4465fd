import type { Client } from 'pg';
import { StoreUnavailable, StoreUndecided } from '../../store.ts';

const LOOK_MS = 250;
const ASK_MS = 500;
/** Nothing at all was heard for so long: it may be away. A busy one answers something meanwhile. */
const SILENT_MS = 1_300;
/** It is down: whoever waits is told, and nobody waits any more until it is back. */
const DOWN_MS = 4_000;
export const AWAY = 'PostgreSQL cannot be reached';

/** One transaction, as it is known to those who would give it up. */
export type Call = { isAbandoned: boolean; isCommitting: boolean };

/**
 * Whether the database answers. One question at a time, on a connection of its own, asks it; what
 * others hear from it counts too.
 */
export class Reachability {
  readonly #connect: () => Promise<Client>;
  readonly #abandons = new Set<() => void>();
  #client: Client | null = null;
  #askedAt: number | null = null;
  #lastAskedAt = performance.now();
  #heardAt = performance.now();
  #lookedAt = performance.now();
  #hasFailed = false;
  #isAway = false;
  #isDown = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(connect: () => Promise<Client>) {
    this.#connect = connect;
  }

  get reason(): string | null {
    return this.#isAway ? AWAY : null;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#drop();
  }

  /** Something was answered. */
  heard(): void {
    this.#heardAt = performance.now();
    this.#hasFailed = false;
    this.#isAway = false;
    this.#isDown = false;
  }

  /** Runs a transaction that is given up, and told so, when the database is down. */
  async guard<T>(run: (call: Call) => Promise<T>): Promise<T> {
    if (this.#isDown) throw new StoreUnavailable(AWAY);
    const call: Call = { isAbandoned: false, isCommitting: false };
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const abandon = () => {
      call.isAbandoned = true;
      reject(call.isCommitting ? new StoreUndecided(AWAY) : new StoreUnavailable(AWAY));
    };
    this.#abandons.add(abandon);
    run(call).then(resolve, reject);
    try {
      const value = await promise;
      this.heard();
      return value;
    } finally {
      this.#abandons.delete(abandon);
    }
  }

  #look(): void {
    const now = performance.now();
    const isLate = now - this.#lookedAt > 2 * LOOK_MS;
    this.#lookedAt = now;
    if (this.#askedAt === null && now - this.#lastAskedAt >= ASK_MS) void this.#ask(now);
    // Its answer may lie in the socket still: it was this process that had no time to look.
    if (isLate) return;
    const isUnanswered = this.#askedAt !== null && now - this.#askedAt > SILENT_MS;
    if (!isUnanswered && !this.#hasFailed) return;
    this.#isAway = now - this.#heardAt > (this.#hasFailed ? ASK_MS : SILENT_MS);
    if (now - this.#heardAt < DOWN_MS) return;
    this.#isDown = true;
    for (const abandon of this.#abandons) abandon();
  }

  async #ask(now: number): Promise<void> {
    this.#askedAt = now;
    this.#lastAskedAt = now;
    try {
      this.#client ??= await this.#connect();
      const { rows } = await this.#client.query<{ isStandby: boolean }>(
        'SELECT pg_is_in_recovery() AS "isStandby"',
      );
      if (rows[0]?.isStandby !== false) throw new Error('it only reads');
      this.heard();
    } catch {
      this.#hasFailed = true;
      this.#drop();
    } finally {
      this.#askedAt = null;
    }
  }

  #drop(): void {
    const client = this.#client;
    this.#client = null;
    if (client !== null) void client.end().catch(() => undefined);
  }
}

import { setTimeout as delay } from 'node:timers/promises';
import type { HttpServer } from '../http/server.ts';

/** Of all the time for closing, for the last answers and for the store, each. */
const LAST_MS = 1_000;
/** For deliveries under way. */
const OUTBOX_GRACE_MS = 3_000;
/** Where nobody says how long closing may take, as after a start that failed. */
const LONGEST_MS = 9_000;
/** How long those who are connected are served, and are then told 503, before a server stops. */
const SERVED_MS = 5_000;
const REFUSED_MS = 1_500;

/** How long each part may take to close, of what all of them have together. */
export class Closing {
  #withinMs = LONGEST_MS;
  #startedAt: number | null = null;

  /** Closing begins, and takes so long at the most. */
  begin(withinMs = LONGEST_MS): void {
    this.#withinMs = withinMs;
    this.#startedAt = performance.now();
  }

  get outboxGraceMs(): number {
    return Math.min(OUTBOX_GRACE_MS, this.#withinMs / 2);
  }

  /** Resolves when those who still wait for an answer have to be refused. */
  readonly late = () => this.#passed(2 * LAST_MS);

  /** Resolves with the work, or when only the store may still be closed. */
  readonly inTime = (work: Promise<unknown>) => Promise.race([work, this.#passed(LAST_MS)]);

  /** Resolves with the work, or after the time that is kept for the store. */
  readonly atLast = (work: Promise<unknown>) => Promise.race([work, pause(LAST_MS)]);

  #passed(spareMs: number): Promise<void> {
    this.#startedAt ??= performance.now();
    return pause(this.#startedAt + this.#withinMs - spareMs - performance.now());
  }
}

/** Serves on, and asks its clients to leave, until they have; at most 6.5 s. */
export async function drain({ gate, connections }: HttpServer): Promise<void> {
  gate.drain();
  await connections.gone(SERVED_MS);
  gate.close();
  await connections.gone(REFUSED_MS);
}

function pause(ms: number): Promise<void> {
  return delay(Math.max(0, ms), undefined, { ref: false });
}

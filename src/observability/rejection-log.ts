import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../domain/refusal.ts';
import type { NewRejection } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { redactBody } from './redact.ts';

/** Refused requests beyond this many in one period are counted, not kept. */
const MOST_PER_PERIOD = 200;
const PERIOD_MS = 250;

type Refused = { face: string; refusal: Refusal; request: FastifyRequest; status: number };

/**
 * Keeps refused vendor requests for the operator. Written in batches off the request's path, and
 * bounded, so that a flood of bad requests costs accepted ones nothing.
 */
export class RejectionLog {
  readonly #store: Pick<Store, 'write'>;
  readonly #now: () => number;
  #pending: NewRejection[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: Pick<Store, 'write'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  add({ face, refusal, request, status }: Refused): void {
    if (this.#pending.length >= MOST_PER_PERIOD) return;
    const path = request.url.split('?', 1)[0] ?? '';
    this.#pending.push({
      workspaceId: request.principal?.workspaceId ?? request.deadWorkspaceId ?? 0,
      vendor: face,
      method: request.method,
      path: path.slice(0, 1_024),
      status,
      code: refusal.code,
      reason: reasonOf(refusal, request.hint).slice(0, 1_024).toWellFormed(),
      body: redactBody(request.body),
      createdAt: this.#now(),
    });
    this.#timer ??= setTimeout(() => {
      void this.settled();
    }, PERIOD_MS);
  }

  /** Writes what is pending now; resolves when everything added before is kept (or given up). */
  settled(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length > 0) {
      this.#writing = this.#writing
        .then(() => this.#store.write.addRejections(batch))
        // The list is a courtesy: a store that cannot be written to says so on the accept path.
        .catch(() => undefined);
    }
    return this.#writing;
  }
}

/** With the hint, but for what the reason says already. */
function reasonOf({ explanation }: Refusal, hint: string | null): string {
  const ended = /is (revoked|expired|disabled)/;
  const isSaid = hint === null || explanation === hint || ended.test(explanation);
  return isSaid ? explanation : `${explanation} ${hint}`;
}

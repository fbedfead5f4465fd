import type { CallAnswer, CallRequest, Courier } from '../domain/delivery.ts';
import type { SafeFetch } from '../lib/safe-fetch/safe-fetch.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import { traceOf } from '../lib/safe-fetch/call-trace.ts';
import { wellFormed } from '../lib/well-formed.ts';
import { textAnswer } from '../lib/safe-fetch/text-answer.ts';

const HEADERS_MS = 20_000;
const TOTAL_MS = 30_000;
/** Of an answer that hands over: an id and some words. Asked-for things may be larger. */
const MOST_BYTES = { handOver: 64 * 1024, ask: 4 * 1024 * 1024 };
/** Of an answer, kept with the attempt. */
const EXCERPT_LENGTH = 1_000;

/** What the attempt's row tells of the last call. */
export type Trace = { status: number | null; excerpt: string | null };

export type CourierOptions = {
  outbound: Pick<SafeFetch, 'fetch'>;
  localNetworks: readonly string[];
  now: () => number;
  /** Notes durably that the hand-over is about to leave. False: the claim was lost meanwhile. */
  begin: () => Promise<boolean>;
};

/** The claim went to somebody else while the attempt was being prepared: nothing was handed over. */
export class ClaimLost extends Error {}

/** Carries the calls of one attempt, and remembers what the last one was answered. */
export class HttpCourier implements Courier {
  readonly trace: Trace = { status: null, excerpt: null };
  /** In their order. */
  readonly calls: CallTrace[] = [];
  /** A request that cannot be repeated has left, or is about to. */
  hasBegun = false;
  readonly #options: CourierOptions;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  get now(): number {
    return this.#options.now();
  }

  ask(request: CallRequest): Promise<CallAnswer> {
    return this.#call(request, MOST_BYTES.ask);
  }

  async handOver(request: CallRequest, { canRepeat }: { canRepeat: boolean }): Promise<CallAnswer> {
    if (!canRepeat) {
      if (!(await this.#options.begin())) throw new ClaimLost();
      this.hasBegun = true;
    }
    return this.#call(request, MOST_BYTES.handOver);
  }

  async #call({ body, ...request }: CallRequest, mostBytes: number): Promise<CallAnswer> {
    const startedAt = performance.now();
    const fetched = await this.#options.outbound.fetch({
      ...request,
      ...(body === null ? {} : { body }),
      localNetworks: this.#options.localNetworks,
      limits: { headersMs: HEADERS_MS, totalMs: TOTAL_MS, mostBytes },
    });
    this.calls.push(traceOf(request, fetched, startedAt));
    this.trace.status = fetched.kind === 'answered' ? fetched.status : null;
    const answer = textAnswer(fetched);
    this.trace.excerpt = answer.kind === 'answered' ? excerptOf(answer.body) : null;
    return answer;
  }
}

/** The beginning of an answer as text that both databases keep. */
function excerptOf(body: string): string | null {
  if (body === '') return null;
  return wellFormed(body.slice(0, EXCERPT_LENGTH));
}

import type { Dispatcher } from 'undici';
import type { Answered, CutShort, NoAnswer, NotSent } from './answer.ts';
import { BROKEN, TOO_SLOW, UNREACHABLE } from './answer.ts';
import { BodyCollector } from './collect-body.ts';
import { whyNotSent } from './why-not-sent.ts';

export type Limits = {
  /** From the start to the end of the answer's headers. */
  headersMs: number;
  /** From the start to the end of the body. */
  totalMs: number;
  /** Of the body, decompressed. */
  mostBytes: number;
};

/** What happened, and for the log why. */
export type Exchanged = { answer: Answered | NotSent | NoAnswer; detail: string | null };

/**
 * One request and its answer on `dispatcher`. Resolves in every case, within `totalMs`. The line
 * between "not sent" and "not known" is undici's onRequestStart: it is called when a connection
 * stands and before the first byte is written.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: Limits,
): Promise<Exchanged> {
  const { promise, resolve } = Promise.withResolvers<Exchanged>();
  const handler = new ExchangeHandler(limits, resolve);
  try {
    dispatcher.dispatch(options, handler);
  } catch (error) {
    handler.onResponseError(null, error as Error);
  }
  return promise;
}

class ExchangeHandler implements Dispatcher.DispatchHandler {
  readonly #limits: Limits;
  readonly #resolve: (exchanged: Exchanged) => void;
  readonly #timers: NodeJS.Timeout[];
  #controller: Dispatcher.DispatchController | null = null;
  #head: Pick<Answered, 'status' | 'headers'> | null = null;
  #collector: BodyCollector | null = null;
  #isOver = false;

  constructor(limits: Limits, resolve: (exchanged: Exchanged) => void) {
    this.#limits = limits;
    this.#resolve = resolve;
    this.#timers = [
      setTimeout(() => this.#head === null && this.#giveUp('headers'), limits.headersMs),
      setTimeout(() => this.#giveUp('answer'), limits.totalMs),
    ];
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Given up while it waited for a connection: nothing is written then.
    if (this.#isOver) controller.abort(new Error('given up'));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Answered['headers'],
  ): void {
    if (status < 200) return;
    this.#head = { status, headers };
    const encoding = headers['content-encoding'];
    this.#collector = new BodyCollector(
      Array.isArray(encoding) ? encoding.join(',') : encoding,
      this.#limits.mostBytes,
      ({ body, cutShort }) => this.#answered(body, cutShort),
    );
    if (this.#isOver) controller.abort(new Error('no more is wanted'));
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const goesOn = this.#collector?.write(chunk, () => controller.resume()) ?? true;
    if (!goesOn) controller.pause();
  }

  onResponseEnd(): void {
    this.#collector?.end();
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (this.#isOver) return;
    if (this.#head !== null) this.#collector?.finish('broken');
    else if (this.#controller !== null) this.#end(BROKEN, detailOf(error));
    else this.#end(whyNotSent(error), detailOf(error));
  }

  #giveUp(waitedFor: string): void {
    if (this.#isOver) return;
    const detail = `no complete ${waitedFor} in time`;
    if (this.#head !== null) this.#collector?.finish('too-slow');
    else this.#end(this.#controller === null ? UNREACHABLE : TOO_SLOW, detail);
  }

  #answered(body: Buffer, cutShort: CutShort | null): void {
    const head = this.#head;
    if (head === null) return;
    const answer: Answered = { kind: 'answered', ...head, body, cutShort, url: '' };
    this.#end(answer, cutShort === null ? null : `the body was ${cutShort}`);
  }

  #end(answer: Exchanged['answer'], detail: string | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    const isWhole = answer.kind === 'answered' && answer.cutShort === null;
    // What more the receiver has to say is not read: the connection is given up with it.
    if (!isWhole) this.#controller?.abort(new Error('no more is wanted'));
    this.#resolve({ answer, detail });
  }
}

function detailOf(error: Error): string {
  const { code } = error as Error & { code?: unknown };
  const inner = error instanceof AggregateError ? error.errors.map(String).join('; ') : '';
  return [typeof code === 'string' ? code : '', error.message, inner].filter(Boolean).join(' ');
}

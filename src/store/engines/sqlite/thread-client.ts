import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadRequest, ThreadStart } from './rpc.ts';
import { StoreUnavailable } from '../../store.ts';
import { errorFromThread } from './thread-error.ts';

/** A third of Node's default: 100 MB less memory under load for 3 % of the throughput (measured). */
const YOUNG_GENERATION_MB = 16;

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };
export type RequestBody = ThreadRequest extends infer Request
  ? Request extends ThreadRequest
    ? Omit<Request, 'id'>
    : never
  : never;

/** The main thread's end of one store thread. */
export class ThreadClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  /** Resolves when the thread ended by itself, which it never should. */
  readonly died: Promise<Error>;
  readonly #tell: (workspaceIds: readonly number[]) => void;
  #lastId = 0;
  #closing = false;
  #dead: Error | null = null;

  /**
   * `name` is the entry module beside this file, without its ending. `tell` is told in which
   * workspaces the thread has appended events, once they are on disk.
   */
  constructor(
    name: 'writer-thread' | 'reader-thread',
    start: ThreadStart,
    tell: (workspaceIds: readonly number[]) => void = () => undefined,
  ) {
    this.#tell = tell;
    // Compiled, the neighbours end in .js; run from source, in .ts.
    const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    this.#worker = new Worker(new URL(`./${name}${ending}`, import.meta.url), {
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      name,
    });
    this.#worker.on('message', (answer: ThreadAnswer) => {
      this.#settle(answer);
    });
    this.died = new Promise((resolve) => {
      this.#worker.on('error', (error: Error) => {
        this.#fail(error);
        resolve(error);
      });
      this.#worker.on('exit', (code) => {
        if (this.#closing) return;
        const error = new Error(`The ${name} ended with code ${code}.`);
        this.#fail(error);
        resolve(error);
      });
    });
  }

  call(body: RequestBody): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    // A message to a thread that has ended would never be answered.
    if (this.#dead !== null) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, ...body });
    });
  }

  /** Lets the thread finish what it was given, then ends it. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#dead === null) await this.call({ kind: 'close' });
    this.#fail(new StoreUnavailable('The store is closed.'));
    await this.#worker.terminate();
  }

  /** Ends the thread with what it was given unanswered. */
  async drop(): Promise<void> {
    this.#closing = true;
    this.#fail(new StoreUnavailable('The store is closed.'));
    await this.#worker.terminate();
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (waiting === undefined) return;
    this.#waiting.delete(answer.id);
    if (!answer.ok) return waiting.reject(errorFromThread(answer));
    waiting.resolve(answer.value);
    if (answer.appendedIn !== undefined) this.#tell(answer.appendedIn);
  }

  #fail(error: Error): void {
    this.#dead = error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

import { StoreUnavailable } from './store.ts';

/** How often it is found out whether something can be stored again, or still. */
const PROBE_MS = 500;
/** A small write that succeeds says little right after a large one that did not. */
const QUIET_MS = 1_000;

type Ports = {
  /** Stores something small; rejects where nothing can be stored. */
  probe: () => Promise<unknown>;
  /** Whether it has to be tried, though the last write went well. */
  isSuspect: () => Promise<boolean>;
  /** What a failed write tells of the store; null where it tells nothing. */
  wordsOf: (error: StoreUnavailable) => string | null;
};

/** Whether something can be stored, as far as is known: from every write, and from probes. */
export class StoreHealth {
  readonly #ports: Ports;
  #reason: string | null = null;
  #failedAt = -Infinity;
  #probing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Why nothing can be stored; null while something can. */
  get reason(): string | null {
    return this.#reason;
  }

  start(reason: string | null = null): void {
    this.#reason = reason;
    this.#timer = setInterval(() => {
      this.#probing ??= this.#probe().finally(() => (this.#probing = null));
    }, PROBE_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#probing;
  }

  /** A write, for what it tells. */
  async watch<T>(write: Promise<T>): Promise<T> {
    try {
      const value = await write;
      if (this.#reason !== null) this.#succeeded();
      return value;
    } catch (error) {
      if (error instanceof StoreUnavailable) this.#failed(error);
      throw error;
    }
  }

  #failed(error: StoreUnavailable): void {
    const words = this.#ports.wordsOf(error);
    if (words === null) return;
    this.#reason = words;
    this.#failedAt = performance.now();
  }

  #succeeded(): void {
    if (performance.now() - this.#failedAt > QUIET_MS) this.#reason = null;
  }

  /** One at a time. */
  async #probe(): Promise<void> {
    try {
      if (this.#reason === null && !(await this.#ports.isSuspect())) return;
      await this.#ports.probe();
      this.#succeeded();
    } catch (error) {
      this.#reason = (error as Error).message;
    }
  }
}

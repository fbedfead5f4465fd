import type { AcceptCommand, AcceptOutcome } from '../domain/accept-command.ts';
import { FairQueue } from '../lib/fair-queue.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Store } from '../store/store.ts';

/** One command in the queue; `bytes` is what its request weighs there. */
export type Waiting = {
  command: AcceptCommand;
  /** Who sends it: the id of a token. */
  credential: number;
  bytes: number;
  resolve: (outcome: AcceptOutcome) => void;
  reject: (error: Error) => void;
};

type Settled = (waiting: Waiting) => void;

/** Larger groups gain little throughput (measured) and keep the writer from others for longer. */
const GROUP_SIZE = 256;
/** An idle store does not wait for the rest of a turn in which so many arrived: 3 % more (measured). */
const ENOUGH = 16;
/** For how long after its last message a credential counts as one that others share the store with. */
const SHARED_MS = 1_000;
/** What one credential has of a group while others send, too: as long as they wait for at the most. */
const SHARE = 4;

/**
 * A queue whose commands go to the store in the order in which each credential sent them, and of
 * several credentials in turn. An idle store is given
 * what a turn of the event loop brought. The next group follows it while it is under way, so that
 * the disk is never idle, but not before it is as large: groups sent sooner stay small for as long
 * as the load lasts, and pay for more fsyncs (a tenth of the throughput, measured).
 */
export class Lane {
  readonly #store: Pick<Store, 'accept' | 'laneDepth'>;
  readonly #settled: Settled;
  readonly #queue = new FairQueue<number, Waiting>();
  #lastCredential: number | null = null;
  #sharedUntil = 0;
  #underWay = 0;
  #lastSize = 0;
  #isScheduled = false;

  /** `settled` is called for each command before its promise is: one more promise would cost. */
  constructor(store: Pick<Store, 'accept' | 'laneDepth'>, settled: Settled) {
    this.#store = store;
    this.#settled = settled;
  }

  add(command: AcceptCommand, bytes: number, credential: number): Promise<AcceptOutcome> {
    if (credential !== this.#lastCredential) this.#noteChange(credential);
    return new Promise((resolve, reject) => {
      this.#queue.push(credential, { command, credential, bytes, resolve, reject });
      this.#sendOrWait();
    });
  }

  #noteChange(credential: number): void {
    if (this.#lastCredential !== null) this.#sharedUntil = performance.now() + SHARED_MS;
    this.#lastCredential = credential;
  }

  get #isShared(): boolean {
    return this.#sharedUntil > 0 && performance.now() < this.#sharedUntil;
  }

  #sendOrWait(): void {
    if (this.#isWorthSending()) this.#sendNext();
    else if (this.#underWay === 0) this.#schedule();
  }

  #isWorthSending(): boolean {
    // Who shares waits for one group under way, not for a second one before theirs.
    const depth = this.#isShared ? 1 : this.#store.laneDepth;
    if (this.#underWay >= depth) return false;
    return this.#queue.length >= (this.#underWay === 0 ? ENOUGH : this.#lastSize);
  }

  /** To an idle store after this turn of the event loop, so that what arrived together goes together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      // A large group of the same turn may have gone first.
      if (this.#underWay === 0) this.#sendNext();
    });
  }

  #sendNext(): void {
    const group = this.#queue.take(GROUP_SIZE, this.#isShared ? SHARE : GROUP_SIZE);
    if (group.length === 0) return;
    this.#lastSize = group.length;
    void this.#send(group);
  }

  async #send(group: Waiting[]): Promise<void> {
    this.#underWay += 1;
    await this.#writeOrSplit(group);
    this.#underWay -= 1;
    if (this.#queue.length > 0) this.#sendOrWait();
  }

  /** A group that fails because of one command is split until that command alone is rejected. */
  async #writeOrSplit(group: Waiting[]): Promise<void> {
    let outcomes: AcceptOutcome[];
    try {
      outcomes = await this.#store.accept(group.map(({ command }) => command));
    } catch (error) {
      if (group.length === 1 || error instanceof StoreUnavailable || !(error instanceof Error)) {
        this.#reject(group, error as Error);
        return;
      }
      const half = group.length >> 1;
      await this.#writeOrSplit(group.slice(0, half));
      await this.#writeOrSplit(group.slice(half));
      return;
    }
    this.#resolve(group, outcomes);
  }

  #resolve(group: readonly Waiting[], outcomes: readonly AcceptOutcome[]): void {
    for (const [index, outcome] of outcomes.entries()) {
      const waiting = group[index];
      if (waiting === undefined) continue;
      this.#settled(waiting);
      waiting.resolve(outcome);
    }
  }

  #reject(group: readonly Waiting[], error: Error): void {
    for (const waiting of group) {
      this.#settled(waiting);
      waiting.reject(error);
    }
  }
}

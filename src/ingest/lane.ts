import type { AcceptCommand, AcceptOutcome } from '../domain/accept-command.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { Store } from '../store/store.ts';

type Waiting = {
  command: AcceptCommand;
  resolve: (outcome: AcceptOutcome) => void;
  reject: (error: Error) => void;
};

/** Larger groups gain little throughput (measured) and keep the writer from others for longer. */
const GROUP_SIZE = 256;
/** An idle store does not wait for the rest of a turn in which so many arrived: 3 % more (measured). */
const ENOUGH = 16;

/** A queue whose commands go to the store in the order in which they came. */
export class Lane {
  readonly #store: Pick<Store, 'accept' | 'laneDepth'>;
  #queue: Waiting[] = [];
  #underWay = 0;
  #isScheduled = false;

  constructor(store: Pick<Store, 'accept' | 'laneDepth'>) {
    this.#store = store;
  }

  add(command: AcceptCommand): Promise<AcceptOutcome> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ command, resolve, reject });
      if (this.#underWay === 0 && this.#queue.length >= ENOUGH) this.#sendNext();
      else this.#schedule();
    });
  }

  /** After this turn of the event loop, so that requests that arrived together go together. */
  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= this.#store.laneDepth) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#sendNext();
    });
  }

  #sendNext(): void {
    const group = this.#queue.splice(0, GROUP_SIZE);
    if (group.length > 0) void this.#send(group);
  }

  async #send(group: Waiting[]): Promise<void> {
    this.#underWay += 1;
    await writeOrSplit(this.#store, group);
    this.#underWay -= 1;
    if (this.#queue.length > 0) this.#schedule();
  }
}

/** A group that fails because of one command is split until that command alone is rejected. */
async function writeOrSplit(store: Pick<Store, 'accept'>, group: Waiting[]): Promise<void> {
  try {
    const outcomes = await store.accept(group.map((waiting) => waiting.command));
    for (const [index, outcome] of outcomes.entries()) group[index]?.resolve(outcome);
  } catch (error) {
    const single = group.length === 1;
    if (single || error instanceof StoreUnavailable || !(error instanceof Error)) {
      for (const waiting of group) waiting.reject(error as Error);
      return;
    }
    const half = group.length >> 1;
    await writeOrSplit(store, group.slice(0, half));
    await writeOrSplit(store, group.slice(half));
  }
}

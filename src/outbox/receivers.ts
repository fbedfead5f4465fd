import { ownerOfReceiver } from '../domain/receiver.ts';
import type { DueReceiver, Settled } from '../store/store.ts';
import { Circuit } from './circuit.ts';
import type { AttemptReport } from './outbox-ports.ts';

/** Deliveries under way at once from this node: to one receiver, and to all channels of an app ... */
const MOST_PER_RECEIVER = 16;
/** ... but for one each, so that channels on which calls hang delay nothing on another. */
const MOST_PER_OWNER = 64;
/** One failure beside successes says nothing of a receiver: what failed so lately is not pulled forward. */
const LATELY_MS = 1_000;
/** What waits for a receiver is pulled forward at most so often. */
const RECOVERY_MS = 1_000;

/** What an attempt says of its receiver, to be stored with it. */
export type Learnt = Pick<Settled, 'pauses' | 'recovery'>;

/** How the receivers of this node's deliveries are, and how many calls each has room for. */
export class Receivers {
  readonly #now: () => number;
  /** How many are under way, by receiver and by owner. */
  readonly #taken = new Map<string, number>();
  /** Of receivers that are not well. */
  readonly #circuits = new Map<string, Circuit>();
  /** Those for which something waits that has been tried before, with when it was last pulled. */
  #waited = new Map<string, number>();

  constructor(now: () => number) {
    this.#now = now;
  }

  take({ receiver }: { receiver: string }, count: 1 | -1): void {
    for (const key of [receiver, `all of ${ownerOfReceiver(receiver)}`]) {
      const taken = (this.#taken.get(key) ?? 0) + count;
      if (taken === 0) this.#taken.delete(key);
      else this.#taken.set(key, taken);
    }
  }

  roomFor(receiver: string): number {
    const taken = this.#taken.get(receiver) ?? 0;
    const ofOwner = this.#taken.get(`all of ${ownerOfReceiver(receiver)}`) ?? 0;
    const most = ofOwner < MOST_PER_OWNER ? MOST_PER_RECEIVER : 1;
    const room = this.#circuits.get(receiver)?.room(this.#now(), most) ?? most;
    return Math.max(0, room - taken);
  }

  /** When a receiver that gets nothing now gets more; Infinity: when something to it has ended. */
  opensAt(receiver: string): number {
    const opensAt = this.#circuits.get(receiver)?.opensAt ?? 0;
    return opensAt > this.#now() ? opensAt : Infinity;
  }

  /** What the store says of all that have something due. */
  follow(due: readonly DueReceiver[]): void {
    const waited = new Map<string, number>();
    for (const { receiver, latestAt, pausedUntil } of due) {
      this.#circuits.get(receiver)?.follow(pausedUntil);
      if (latestAt > this.#now()) waited.set(receiver, this.#waited.get(receiver) ?? -Infinity);
    }
    this.#waited = waited;
  }

  learn({ claim: { receiver }, outcome, status }: AttemptReport): Learnt {
    const now = this.#now();
    if (outcome.kind === 'retry' || outcome.kind === 'unknown') {
      const circuit = this.#circuits.get(receiver) ?? new Circuit();
      this.#circuits.set(receiver, circuit);
      const pauses = circuit.failed(now, outcome.reason, outcome.retryAt);
      return { pauses, recovery: null };
    }
    // Nobody was called.
    if (status === null) return { pauses: [], recovery: null };
    const failures = this.#circuits.get(receiver)?.failures ?? 0;
    this.#circuits.delete(receiver);
    const last = this.#waited.get(receiver);
    const isWaitedFor = last !== undefined && Math.abs(now - last) >= RECOVERY_MS;
    if (failures === 0 && !isWaitedFor) return { pauses: [], recovery: null };
    this.#waited.set(receiver, now);
    const triedBy = failures > 1 ? now : now - LATELY_MS;
    return { pauses: [], recovery: { triedBy, isAll: failures > 1 } };
  }

  /** A person says that it is well. */
  forget(receiver: string): void {
    this.#circuits.delete(receiver);
  }

  /** What was learnt has been stored. */
  told({ receiver }: { receiver: string }, { pauses }: Learnt): void {
    if (pauses.length > 0) this.#circuits.get(receiver)?.told();
  }
}

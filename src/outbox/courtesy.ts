/** Messages waiting to be stored from which on accepting is short of the writer's time. */
const CROWD = 32;
/** 320 deliveries a second, some together: each transaction costs the writer, however small it is. */
const AT_ONCE = 16;
const PAUSE_MS = 50;

/**
 * How many deliveries may begin, so that accepting keeps its throughput while a backlog goes out:
 * as many as there are while few messages wait to be stored, else a handful now and then.
 */
export class Courtesy {
  readonly #waiting: () => number;
  readonly #clock: () => number;
  #beganAt = -Infinity;

  /** `waiting`: messages taken from the network and not yet stored. `clock`: in milliseconds. */
  constructor(waiting: () => number, clock = () => performance.now()) {
    this.#waiting = waiting;
    this.#clock = clock;
  }

  room(): number {
    if (this.#waiting() < CROWD) return Infinity;
    return this.#clock() - this.#beganAt < PAUSE_MS ? 0 : AT_ONCE;
  }

  /** Some have begun. */
  began(): void {
    this.#beganAt = this.#clock();
  }
}

/** Less is the drift of two clocks, and what NTP corrects step by step. */
const LEAST_JUMP_MS = 5_000;

/**
 * Notices that the wall clock was set, against one that only runs. What is stored are times of the
 * wall clock, which mean another moment from then on.
 */
export class ClockWatch {
  readonly #wall: () => number;
  readonly #steady: () => number;
  #apart: number;

  constructor(wall: () => number, steady: () => number) {
    this.#wall = wall;
    this.#steady = steady;
    this.#apart = wall() - steady();
  }

  /** By how many milliseconds it was set forward (below 0: back) since `followed`; 0: it was not. */
  get jumpMs(): number {
    const jumpMs = this.#wall() - this.#steady() - this.#apart;
    return Math.abs(jumpMs) < LEAST_JUMP_MS ? 0 : jumpMs;
  }

  followed(): void {
    this.#apart = this.#wall() - this.#steady();
  }
}

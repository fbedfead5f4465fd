/** Failures in a row after which a receiver is taken for down. */
const FAILURES_TO_OPEN = 5;
const SHORTEST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/**
 * Spares a receiver that is down, and the deliveries to it their attempts: after five failures in a
 * row it is left alone for a while, then a single delivery probes it. A success closes it: whoever
 * keeps circuits forgets this one then. Each node learns by itself.
 */
export class Circuit {
  #failures = 0;
  #openUntil = 0;
  #openMs = 0;
  #pausedUntil = 0;

  /** How many deliveries may be under way, of `most`. */
  room(now: number, most: number): number {
    if (now < this.#pausedUntil) return 0;
    if (this.#failures < FAILURES_TO_OPEN) return most;
    return now >= this.#openUntil ? 1 : 0;
  }

  /** When it may be called again. */
  get opensAt(): number {
    const probeAt = this.#failures < FAILURES_TO_OPEN ? 0 : this.#openUntil;
    return Math.max(probeAt, this.#pausedUntil);
  }

  /** A failure that says that the receiver is not well; a refusal says that it is. */
  failed(now: number): void {
    this.#failures += 1;
    if (this.#failures < FAILURES_TO_OPEN || now < this.#openUntil) return;
    this.#openMs = Math.min(LONGEST_OPEN_MS, Math.max(SHORTEST_OPEN_MS, 2 * this.#openMs));
    this.#openUntil = now + this.#openMs;
  }

  /** It asked to be left alone until then; for long times only the delivery that it told waits. */
  pause(until: number, now: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, Math.min(until, now + LONGEST_OPEN_MS));
  }
}

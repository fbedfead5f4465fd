import type { Pause } from '../domain/delivery-wait.ts';

/** Failures in a row after which a receiver is taken for down. */
const FAILURES_TO_OPEN = 5;
const SHORTEST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 5 * 60_000;

/**
 * Spares a receiver that is down, and the deliveries to it their attempts: after five failures in a
 * row it is left alone for a while, then a single delivery probes it. A success closes it: whoever
 * keeps circuits forgets this one then. Each node counts by itself; how long a receiver is left
 * alone stands in the store, for all of them and for whoever asks.
 */
export class Circuit {
  #failures = 0;
  #openUntil = 0;
  #openMs = 0;
  #pausedUntil = 0;
  /** Pauses of which the store does not know yet. */
  #untold = 0;

  /** In a row, and on this node. */
  get failures(): number {
    return this.#failures;
  }

  /** How many deliveries may be under way, of `most`. */
  room(now: number, most: number): number {
    if (now < this.opensAt) return 0;
    return this.#failures < FAILURES_TO_OPEN ? most : 1;
  }

  /** When it may be called again. */
  get opensAt(): number {
    return Math.max(this.#openUntil, this.#pausedUntil);
  }

  /**
   * A failure that says that the receiver is not well; a refusal says that it is. `retryAt`: it asked
   * to be left alone until then; for long times only the delivery that it told waits.
   */
  failed(now: number, reason: string, retryAt: number | null): Pause[] {
    this.#failures += 1;
    const pauses: Pause[] = [];
    if (this.#failures >= FAILURES_TO_OPEN && now >= this.#openUntil) {
      this.#openMs = Math.min(LONGEST_OPEN_MS, Math.max(SHORTEST_OPEN_MS, 2 * this.#openMs));
      this.#openUntil = now + this.#openMs;
      pauses.push({ cause: 'failing', until: this.#openUntil, reason });
    }
    if (retryAt !== null && retryAt > now) {
      const until = Math.min(retryAt, now + LONGEST_OPEN_MS);
      this.#pausedUntil = Math.max(this.#pausedUntil, until);
      pauses.push({ cause: 'asked', until, reason });
    }
    if (pauses.length > 0) this.#untold += 1;
    return pauses;
  }

  /** What `failed` gave has been stored, or never will be. */
  told(): void {
    this.#untold -= 1;
  }

  /** What the store says: somebody may have ended the pause, or made it longer. */
  follow(pausedUntil: number | null): void {
    if (this.#untold > 0) return;
    this.#openUntil = pausedUntil ?? 0;
    this.#pausedUntil = this.#openUntil;
  }
}

/** Remembers what was seen, the last `most` of it. */
export class SeenBefore {
  readonly #seen = new Set<string>();
  readonly #most: number;

  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Whether it was seen before; from now on it was. */
  add(one: string): boolean {
    if (this.#seen.has(one)) return true;
    const [oldest] = this.#seen;
    if (this.#seen.size >= this.#most && oldest !== undefined) this.#seen.delete(oldest);
    this.#seen.add(one);
    return false;
  }
}

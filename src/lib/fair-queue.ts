/**
 * A queue that is emptied in turn: who puts much into it waits behind themselves, and nobody waits
 * behind them. What one of them puts in comes out in its order.
 */
export class FairQueue<Key, Item> {
  /** Whose turn is next stands first. */
  readonly #waiting = new Map<Key, Item[]>();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  lengthOf(key: Key): number {
    return this.#waiting.get(key)?.length ?? 0;
  }

  push(key: Key, item: Item): void {
    this.#length += 1;
    const own = this.#waiting.get(key);
    if (own === undefined) this.#waiting.set(key, [item]);
    else own.push(item);
  }

  /** So many at the most, one of each at a time, and of one at the most its share. */
  take(count: number, share = count): Item[] {
    const taken: Item[] = [];
    for (let round = 0; round < share && taken.length < count; round += 1) {
      const [only] = this.#waiting;
      if (only === undefined) break;
      if (this.#waiting.size === 1) {
        const [key, own] = only;
        taken.push(...own.splice(0, Math.min(count - taken.length, share - round)));
        if (own.length === 0) this.#waiting.delete(key);
        break;
      }
      for (const [key, own] of [...this.#waiting].slice(0, count - taken.length)) {
        taken.push(...own.splice(0, 1));
        this.#waiting.delete(key);
        // Its next turn is after everybody else's.
        if (own.length > 0) this.#waiting.set(key, own);
      }
    }
    this.#length -= taken.length;
    return taken;
  }

  /** The next one of a key that may go now; undefined where none may. */
  takeOne(isAllowed: (key: Key) => boolean): Item | undefined {
    for (const [key, own] of this.#waiting) {
      if (!isAllowed(key)) continue;
      this.#waiting.delete(key);
      const item = own.shift();
      if (own.length > 0) this.#waiting.set(key, own);
      this.#length -= 1;
      return item;
    }
    return undefined;
  }

  remove(key: Key, item: Item): void {
    const own = this.#waiting.get(key);
    const index = own?.indexOf(item) ?? -1;
    if (own === undefined || index === -1) return;
    own.splice(index, 1);
    this.#length -= 1;
    if (own.length === 0) this.#waiting.delete(key);
  }
}

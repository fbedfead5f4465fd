/**
 * Lends a few things, each to one borrower at a time. Who finds none left waits; the first to ask is
 * the first to get one.
 */
export class Lender<Thing> {
  readonly #left: Thing[];
  readonly #waiting: ((thing: Thing) => void)[] = [];

  constructor(things: readonly Thing[]) {
    this.#left = [...things];
  }

  async lend<T>(use: (thing: Thing) => Promise<T>): Promise<T> {
    const thing = await this.#borrow();
    try {
      return await use(thing);
    } finally {
      this.#giveBack(thing);
    }
  }

  async #borrow(): Promise<Thing> {
    return this.#left.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(thing: Thing): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#left.push(thing);
    else next(thing);
  }
}

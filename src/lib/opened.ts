/**
 * What is opened one after another. It is closed in reverse: when its owner is, and as far as it had
 * come when something fails to open.
 */
export class Opened implements AsyncDisposable {
  readonly #stack: AsyncDisposableStack;
  readonly #before: (name: string) => void;

  /** `before`: told the name of each thing before it is made; throws to make that one fail. */
  constructor(
    before: (name: string) => void = () => undefined,
    stack: AsyncDisposableStack = new AsyncDisposableStack(),
  ) {
    this.#before = before;
    this.#stack = stack;
  }

  /** What `make` makes, closed with the rest. Rejects as `make` does. */
  async open<T>(
    name: string,
    make: () => T | Promise<T>,
    close?: (thing: T) => Promise<unknown>,
  ): Promise<T> {
    this.#before(name);
    const thing = await make();
    if (close !== undefined) this.#stack.defer(async () => void (await close(thing)));
    return thing;
  }

  /** The same things under a new owner: disposing of this one then closes nothing. */
  move(): Opened {
    return new Opened(this.#before, this.#stack.move());
  }

  /** Closes each, also when another fails to; then rejects with what the failing ones said. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#stack.disposeAsync();
  }
}

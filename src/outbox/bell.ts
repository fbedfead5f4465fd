type Ears = {
  /** There may be something to deliver now. */
  wake: () => void;
  /** Events were appended in these workspaces. */
  heard: (workspaceIds: readonly number[]) => void;
  /** A person says that this receiver is well again. */
  tryNow: (receiver: string) => void;
};

/**
 * Rung by whoever has something for the outbox. It is made before them, and the outbox, which works
 * with what they keep, after them; until that listens there is nobody to wake.
 */
export class Bell implements Ears {
  #ears: Ears | null = null;

  /** Called by the outbox, once. */
  listen(ears: Ears): void {
    this.#ears = ears;
  }

  readonly wake = (): void => this.#ears?.wake();
  readonly heard = (workspaceIds: readonly number[]): void => this.#ears?.heard(workspaceIds);
  readonly tryNow = (receiver: string): void => this.#ears?.tryNow(receiver);
}

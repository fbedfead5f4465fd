type Ears = {
  /** There may be something to deliver now. */
  wake: () => void;
  /** An event was appended in this workspace. */
  heard: (workspaceId: number) => void;
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
  readonly heard = (workspaceId: number): void => this.#ears?.heard(workspaceId);
  readonly tryNow = (receiver: string): void => this.#ears?.tryNow(receiver);
}

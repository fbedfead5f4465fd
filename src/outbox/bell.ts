import type { Outbox } from './outbox.ts';

type Ears = Pick<Outbox, 'wake' | 'heard' | 'tryNow'>;

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

  /** There may be something to deliver now. */
  readonly wake = (): void => this.#ears?.wake();
  /** An event was appended in this workspace. */
  readonly heard = (workspaceId: number): void => this.#ears?.heard(workspaceId);
  /** A person says that this receiver is well again. */
  readonly tryNow = (receiver: string): void => this.#ears?.tryNow(receiver);
}

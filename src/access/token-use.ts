import type { Store } from '../store/store.ts';
import type { Authenticator } from './authenticator.ts';

const PERIOD_MS = 60_000;

/** Notes when tokens were last used: a write a minute, not one a request. */
export class TokenUse {
  readonly #authenticator: Pick<Authenticator, 'takeUsed'>;
  readonly #store: Pick<Store, 'write'>;
  #timer: NodeJS.Timeout | null = null;

  constructor(authenticator: Pick<Authenticator, 'takeUsed'>, store: Pick<Store, 'write'>) {
    this.#authenticator = authenticator;
    this.#store = store;
  }

  start(): void {
    this.#timer = setInterval(() => {
      void this.#note();
    }, PERIOD_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#note();
  }

  async #note(): Promise<void> {
    const used = this.#authenticator.takeUsed();
    // Only a note for people; the store says on the accept path what is wrong with it.
    if (used.length > 0) await this.#store.write.touchTokens(used).catch(() => undefined);
  }
}

import type { Store } from '../store/store.ts';
import type { Authenticator } from './authenticator.ts';

/** Something that stays open for as long as the credential is good that it was opened with. */
export type Held = {
  /** Looks at the credential as at that of a new request; throws where it would be refused. */
  check: () => Promise<unknown>;
  /** Null: it has no end of its own. */
  expiresAt: number | null;
  end: () => void;
};

export type CredentialWatchPorts = {
  store: Pick<Store, 'read'>;
  authenticator: Pick<Authenticator, 'forget' | 'onForget'>;
  now: () => number;
};

/** What ends a credential on another node, or by a command, is seen at the latest after this. */
const LOOK_MS = 750;
/** Whatever nobody tells of, such as a session that is not used: looked for so often. */
const ALL_MS = 60_000;

/**
 * Ends streams with their credentials. This process announces what ends one; of other nodes and
 * commands a number in the database tells, which is looked at once for all streams. Only then, and
 * once a minute, is each credential looked at.
 */
export class CredentialWatch {
  readonly #ports: CredentialWatchPorts;
  readonly #held = new Set<Held>();
  readonly #unlisten: () => void;
  #timer: NodeJS.Timeout | null = null;
  #mark: string | null = null;
  #isAsked = false;
  #checking: Promise<void> | null = null;
  #looking: Promise<void> = Promise.resolve();
  #checkedAt = -Infinity;

  constructor(ports: CredentialWatchPorts) {
    this.#ports = ports;
    this.#unlisten = ports.authenticator.onForget(() => this.#checkAll());
  }

  /** Returns the call that ends the watching, for what has ended otherwise. */
  hold(held: Held): () => void {
    this.#held.add(held);
    if (this.#timer === null) this.#start();
    return () => {
      this.#held.delete(held);
      if (this.#held.size === 0) this.#pause();
    };
  }

  async stop(): Promise<void> {
    this.#unlisten();
    this.#pause();
    await Promise.all([this.#looking, this.#checking]);
  }

  #start(): void {
    this.#checkedAt = performance.now();
    this.#looking = this.#lookAtMark(true);
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, LOOK_MS);
    this.#timer.unref();
  }

  #pause(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    const now = this.#ports.now();
    for (const one of this.#held) {
      if (one.expiresAt !== null && one.expiresAt <= now) this.#end(one);
    }
    if (performance.now() - this.#checkedAt >= ALL_MS) this.#checkAll();
    await this.#lookAtMark(false);
  }

  /** A store that cannot be read says so elsewhere; then it is asked again. */
  async #lookAtMark(isFirst: boolean): Promise<void> {
    const { store, authenticator } = this.#ports;
    try {
      const mark = await store.read.findFact({ name: 'access' });
      // Announces it to this process, and with it to this watch. At first nobody knows what was before.
      if (isFirst || mark !== this.#mark) authenticator.forget();
      this.#mark = mark;
    } catch {
      // As above.
    }
  }

  #end(one: Held): void {
    this.#held.delete(one);
    one.end();
  }

  #checkAll(): void {
    this.#isAsked = true;
    this.#checking ??= this.#check().finally(() => {
      this.#checking = null;
    });
  }

  /** One after the other: a thousand at once would stand before those who send. */
  async #check(): Promise<void> {
    while (this.#isAsked) {
      this.#isAsked = false;
      this.#checkedAt = performance.now();
      for (const one of [...this.#held]) {
        if (!this.#held.has(one)) continue;
        await one.check().catch(() => this.#end(one));
      }
    }
  }
}

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './store.ts';

export const MARK_FILE = 'inlet.mark';
const EVERY_MS = 1_000;

/**
 * How far the ids had come, beside the database and not in it: a database that lost what was stored,
 * with a part of its files or altogether, does not know it. Ids and not rows are compared, as what is
 * deleted is not lost.
 */
export class Mark {
  readonly #path: string;
  readonly #store: Pick<Store, 'lastId' | 'write'>;
  #written = 0;
  #loss: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(directory: string, store: Pick<Store, 'lastId' | 'write'>) {
    this.#path = join(directory, MARK_FILE);
    this.#store = store;
  }

  /** What the database is behind its mark, in words; null where nothing is missing. */
  async compare(): Promise<string | null> {
    this.#written = this.#read();
    return this.#lossAt(await this.#store.lastId());
  }

  /** What it lost meanwhile, while it was in use. */
  get loss(): string | null {
    return this.#loss;
  }

  /** What is there now counts as whole. */
  async renew(): Promise<void> {
    this.#written = 0;
    await this.#follow();
  }

  /** The same, and from here on it is followed: nothing that is stored waits. */
  async start(): Promise<void> {
    await this.renew();
    this.#timer = setInterval(() => {
      this.#writing = this.#writing.then(() => this.#follow());
    }, EVERY_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#writing;
    await this.#follow();
  }

  /** Where that fails, the store says what is wrong with it; an older mark does no harm. */
  async #follow(): Promise<void> {
    try {
      const lastId = await this.#store.lastId();
      this.#loss = this.#lossAt(lastId);
      if (lastId <= this.#written) return;
      // A sequence may be ahead of what is on the disk, until something is committed after it.
      await this.#store.write.noteProbe({ now: Date.now() });
      this.#write(lastId);
    } catch {
      // It is tried again in a moment.
    }
  }

  #lossAt(lastId: number): string | null {
    const missing = this.#written - lastId;
    if (missing <= 0) return null;
    return (
      `The database lacks what was stored under ${missing} ids: it has come to ${lastId}, and ` +
      `${MARK_FILE} beside it says ${this.#written}`
    );
  }

  /** Not synced: a power cut may cost the last marks, and every message waits for the same disk. */
  #write(lastId: number): void {
    const draft = `${this.#path}.${process.pid}`;
    try {
      writeFileSync(draft, `${JSON.stringify({ lastId })}\n`, { mode: 0o600 });
      renameSync(draft, this.#path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    this.#written = lastId;
  }

  /** 0 where there is none yet. */
  #read(): number {
    try {
      const { lastId } = JSON.parse(readFileSync(this.#path, 'utf8')) as { lastId?: unknown };
      return typeof lastId === 'number' ? lastId : 0;
    } catch {
      return 0;
    }
  }
}

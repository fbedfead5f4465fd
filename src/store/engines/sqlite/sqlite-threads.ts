import { basename } from 'node:path';
import { Lender } from '../../../lib/lender.ts';
import { keepToOwner, ownerOnly } from '../../../lib/owner-only.ts';
import { StoreUnavailable } from '../../store.ts';
import { migrateSqlite, refuseUnmigrated } from './migrate-sqlite.ts';
import { ThreadClient } from './thread-client.ts';
import { isOutOfRoom, unusable } from './thread-error.ts';

export type ThreadOptions = {
  path: string;
  /** How many threads read lists alone. */
  readers: number;
  mostPages: number | null;
};

type Threads = {
  writer: ThreadClient | null;
  /** For what is waited for; a list never stands before it. */
  lookups: ThreadClient;
  /** Each has one list at a time: of many answered at once the event loop would make one long turn. */
  lists: Lender<ThreadClient>;
  /** All that read. */
  readers: readonly ThreadClient[];
};

/**
 * The threads on one database file: one that writes and some that read. Where the disk has no room
 * for what SQLite keeps beside a database in use, one thread alone reads it as it is, and nothing is
 * written until there is room.
 */
export class SqliteThreads {
  readonly #options: ThreadOptions;
  readonly #failure = Promise.withResolvers<Error>();
  #threads: Promise<Threads>;
  /** Why nothing is written; null while there is a writer. */
  #trouble: string | null = null;
  /** Told in which workspaces events were appended. */
  readonly #listeners: ((workspaceIds: readonly number[]) => void)[] = [];

  /** Throws a sentence for the operator where the file cannot be used. */
  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#threads = Promise.resolve(this.#open());
  }

  /** Resolves with the reason when a thread ended by itself. */
  get failed(): Promise<Error> {
    return this.#failure.promise;
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  readonly onAppended = (tell: (workspaceIds: readonly number[]) => void): void => {
    this.#listeners.push(tell);
  };

  async writer(): Promise<ThreadClient> {
    const { writer } = await this.#threads;
    if (writer === null) throw new StoreUnavailable(this.#trouble ?? 'SQLite: there is no writer');
    return writer;
  }

  async reader(isLookup: boolean): Promise<Pick<ThreadClient, 'call'>> {
    const { lookups, lists } = await this.#threads;
    return isLookup ? lookups : { call: (body) => lists.lend((reader) => reader.call(body)) };
  }

  /** Opens the database for writing, where the disk had no room for that before. */
  async reopen(): Promise<void> {
    const { writer, readers } = await this.#threads;
    if (writer !== null) return;
    // Who reads meanwhile waits for the new threads.
    this.#threads = Promise.all(readers.map((reader) => reader.close())).then(() => this.#open());
    await this.#threads.catch(this.#failure.resolve);
    await this.writer();
  }

  /** What was to be written is; what was to be read is not. */
  async close(): Promise<void> {
    const { writer, readers } = await this.#threads;
    await Promise.all(readers.map((reader) => reader.drop()));
    await writer?.close();
  }

  #open(): Threads {
    const { path, readers, mostPages } = this.#options;
    try {
      ownerOnly(path);
      for (const beside of ['-wal', '-shm']) keepToOwner(path + beside);
      migrateSqlite(path);
      this.#trouble = null;
      const reading = { path, mostPages: null, isAlone: false };
      const startReader = () => this.#start('reader-thread', reading);
      const tell = (workspaceIds: readonly number[]) => {
        for (const listener of this.#listeners) listener(workspaceIds);
      };
      const writer = this.#start('writer-thread', { path, mostPages, isAlone: false }, tell);
      const lookups = startReader();
      const lists = Array.from({ length: readers }, startReader);
      return threadsOf(writer, lookups, readers === 0 ? [lookups] : lists);
    } catch (error) {
      if (!isOutOfRoom(error)) throw unusable(path, error);
      refuseUnmigrated(path);
      this.#trouble = `SQLite: no room on the disk for ${basename(path)}-shm`;
      const alone = this.#start('reader-thread', { path, mostPages: null, isAlone: true });
      return threadsOf(null, alone, [alone]);
    }
  }

  #start(...start: ConstructorParameters<typeof ThreadClient>): ThreadClient {
    const thread = new ThreadClient(...start);
    void thread.died.then(this.#failure.resolve);
    return thread;
  }
}

function threadsOf(
  writer: ThreadClient | null,
  lookups: ThreadClient,
  forLists: readonly ThreadClient[],
): Threads {
  const readers = [...new Set([lookups, ...forLists])];
  return { writer, lookups, lists: new Lender(forLists), readers };
}

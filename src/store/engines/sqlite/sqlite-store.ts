import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import { keepToOwner, ownerOnly } from '../../../lib/owner-only.ts';
import type { AuditDraft } from '../../../domain/audit-entry.ts';
import type { Calls, Store, WriteCalls } from '../../store.ts';
import { isLookup } from '../../lookups.ts';
import type { readVerbs } from '../../verbs.ts';
import { ListReaders } from './list-readers.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { ThreadClient } from './thread-client.ts';
import { StoreBroken } from './thread-error.ts';

export const DATABASE_FILE = 'inlet.db';

export type SqliteOptions = {
  /** The folder that holds the database; made if missing. */
  directory: string;
  /** How many threads read lists and the like; one more looks up what is waited for. */
  readers: number;
  /** How large the file may become: a full disk, for tests. */
  mostPages?: number;
};

/**
 * The store in one SQLite file. One thread owns every write, others read; the event loop never
 * waits for a disk. Other processes (CLI commands) may have it open at the same time.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const path = join(options.directory, DATABASE_FILE);
  openOrExplain(path);
  const { mostPages = null } = options;
  const writer = new ThreadClient('writer-thread', { path, mostPages });
  const startReader = () => new ThreadClient('reader-thread', { path, mostPages: null });
  const lookups = startReader();
  const readers = Array.from({ length: options.readers }, startReader);
  const lists = new ListReaders(readers);
  const failure = Promise.withResolvers<Error>();
  for (const thread of [writer, lookups, ...readers]) void thread.died.then(failure.resolve);

  return {
    async accept(group: readonly AcceptCommand[]) {
      const outcomes = await watch(writer.call({ kind: 'accept', group: JSON.stringify(group) }));
      return JSON.parse(outcomes as string) as AcceptOutcome[];
    },
    read: callsOf(read) as Calls<typeof readVerbs>,
    write: callsOf(write) as WriteCalls,
    lanes: 1,
    // The next group already waits in the thread when one is done: the disk is never idle.
    laneDepth: 2,
    failed: failure.promise,
    async close() {
      await Promise.all([lookups.close(), lists.close()]);
      await writer.close();
    },
  };

  function write(name: string, input: unknown, drafts: AuditDraft[]): Promise<unknown> {
    return watch(writer.call({ kind: 'verb', name, input, drafts }));
  }

  function read(name: string, input: unknown): Promise<unknown> {
    const reader = isLookup(name) ? lookups : lists;
    return watch(reader.call({ kind: 'verb', name, input }));
  }

  async function watch(call: Promise<unknown>): Promise<unknown> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof StoreBroken) failure.resolve(error);
      throw error;
    }
  }
}

/** What SQLite says of a file names neither the file nor what to do. */
function openOrExplain(path: string): void {
  try {
    ownerOnly(path);
    for (const beside of ['-wal', '-shm']) keepToOwner(path + beside);
    migrateSqlite(path);
  } catch (error) {
    const { errcode, message } = error as Error & { errcode?: number };
    if (errcode === undefined) throw error;
    throw new Error(
      `${path} cannot be used as the database: ${message}. ` +
        'Restore a backup of it, or set INLET_DATA to another folder.',
      { cause: error },
    );
  }
}

type Call = (input: unknown, drafts?: AuditDraft[]) => Promise<unknown>;

/**
 * The verbs by their names alone: the queries run in the threads, and loading them and Kysely here
 * as well would be 320 modules for nothing. So they cannot be copied, only inherited from.
 */
function callsOf(
  call: (name: string, input: unknown, drafts: AuditDraft[]) => Promise<unknown>,
): object {
  const calls: Record<string | symbol, Call | undefined> = {};
  return new Proxy(calls, {
    get: (made, name) =>
      typeof name === 'string'
        ? (made[name] ??= (input, drafts = []) => call(name, input, drafts))
        : undefined,
    ownKeys: () => {
      throw new Error('The names of all verbs are not known here: inherit instead of copying.');
    },
  });
}

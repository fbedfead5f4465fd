import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcceptCommand, AcceptOutcome } from '../../../domain/accept-command.ts';
import type { AuditDraft } from '../../../domain/audit-entry.ts';
import { StoreHealth } from '../../health.ts';
import type { Calls, Store, WriteCalls } from '../../store.ts';
import { isLookup } from '../../verb-properties.ts';
import type { readVerbs } from '../../verbs.ts';
import { SqliteThreads } from './sqlite-threads.ts';
import { StoreBroken } from './thread-error.ts';

export const DATABASE_FILE = 'inlet.db';

export type SqliteOptions = {
  /** The folder that holds the database; made if missing. */
  directory: string;
  /**
   * How many threads read lists and the like; one more looks up what is waited for, and reads lists
   * too where there is no other.
   */
  readers: number;
  /** How large the file may become: a full disk, for tests. */
  mostPages?: number;
};

/**
 * The store in one SQLite file. One thread owns every write, others read; the event loop never
 * waits for a disk. Other processes (CLI commands) may have it open at the same time.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { directory, readers, mostPages = null } = options;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const threads = new SqliteThreads({ path: join(directory, DATABASE_FILE), readers, mostPages });
  const failure = Promise.withResolvers<Error>();
  void threads.failed.then(failure.resolve);
  const health = healthOf(threads, directory);
  health.start(threads.trouble);

  return {
    async accept(group: readonly AcceptCommand[]) {
      const json = JSON.stringify(group);
      const outcomes = await watchWrite(async () =>
        (await threads.writer()).call({ kind: 'accept', group: json }),
      );
      return JSON.parse(outcomes as string) as AcceptOutcome[];
    },
    read: callsOf((name, input) =>
      watch(async () => (await threads.reader(isLookup(name))).call({ kind: 'verb', name, input })),
    ) as Calls<typeof readVerbs>,
    write: callsOf((name, input, drafts) =>
      watchWrite(async () => (await threads.writer()).call({ kind: 'verb', name, input, drafts })),
    ) as WriteCalls,
    lanes: 1,
    // The next group already waits in the thread when one is done: the disk is never idle.
    laneDepth: 2,
    onAppended: threads.onAppended,
    failed: failure.promise,
    whyUnable: () => health.reason,
    lastId: () =>
      watch(async () => (await threads.reader(true)).call({ kind: 'last-id' })) as Promise<number>,
    async close() {
      await health.stop();
      await threads.close();
    },
  };

  function watchWrite(call: () => Promise<unknown>): Promise<unknown> {
    return health.watch(watch(call));
  }

  async function watch(call: () => Promise<unknown>): Promise<unknown> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof StoreBroken) failure.resolve(error);
      throw error;
    }
  }
}

/** So little that a write may fail: then it is tried, whether or not there is something to store. */
const LITTLE_BYTES = 32 * 1_024 * 1_024;
/** More than SQLite takes to open a database. */
const REOPENING_BYTES = 256 * 1_024;

/** What can be stored is tried where there is little room, and where it could not be stored before. */
function healthOf(threads: SqliteThreads, directory: string): StoreHealth {
  return new StoreHealth({
    async probe() {
      const isClosed = threads.trouble !== null;
      if (isClosed && !(await hasLittleRoom(directory, REOPENING_BYTES))) await threads.reopen();
      const input = { now: Date.now() };
      await (await threads.writer()).call({ kind: 'verb', name: 'noteProbe', input });
    },
    isSuspect: () => hasLittleRoom(directory, LITTLE_BYTES),
    wordsOf: ({ message }) => message,
  });
}

async function hasLittleRoom(directory: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < bytes;
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

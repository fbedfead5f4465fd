/**
 * A COMMIT that gets no answer may have been carried out or not. Whichever it was, the sender gets
 * the verdict of what happened, and what has no identity is not stored twice.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { workspaceLocks } from '../../src/store/engines/postgres/locks.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { CuttingProxy, type Cut } from './cutting-proxy.ts';
import { unique, verdictsOf, Workspace } from './workspace.ts';

let database: FreshDatabase;
let proxy: CuttingProxy;
let store: Store;

beforeAll(async () => {
  database = await freshDatabase('postgres');
  proxy = await CuttingProxy.start(database.databaseUrl ?? '');
  store = await openPostgresStore({ url: proxy.url, patienceMs: 2_000 });
});
afterAll(async () => {
  await store.close();
  await proxy.stop();
  await database[Symbol.asyncDispose]();
});

const none = { scope: 'none' } as const;
const SOON = { timeout: 30_000 };

/** One that waits for the server, until the end of its block. */
async function locked(workspaceId: number): Promise<AsyncDisposable> {
  const client = new pg.Client(database.databaseUrl);
  await client.connect();
  const [lock] = workspaceLocks('events', [workspaceId]);
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  return { [Symbol.asyncDispose]: () => client.end() };
}

describe('a connection cut', () => {
  const cases: Cut[][] = [
    ['before COMMIT'],
    ['after COMMIT'],
    ['before COMMIT', 'before COMMIT', 'after COMMIT'],
    // The second is that of the question what became of the first.
    ['after COMMIT', 'before COMMIT'],
  ];
  test.each(cases.map((cuts) => ({ cuts })))(
    '$cuts: a group is stored once, and says so',
    async ({ cuts }) => {
      const w = await Workspace.make(store);
      await w.acceptOne({ id: 'known' });
      const cutsBefore = proxy.cutCount;
      proxy.cutNext(...cuts);
      const outcomes = await w.accept(
        { id: null, identity: none },
        { id: 'new' },
        { id: 'known' },
        { id: 'known', text: 'changed' },
      );
      expect(proxy.cutCount - cutsBefore).toBeGreaterThan(0);
      expect(verdictsOf(outcomes)).toEqual(['stored', 'stored', 'duplicate', 'updated']);
      const { id, unreadCount } = await w.conversation();
      expect(await w.thread(id)).toHaveLength(3);
      expect(unreadCount).toBe(3);
      for (const outcome of outcomes) {
        if (outcome.kind !== 'accepted') continue;
        const { acceptance } = outcome;
        const key = { workspaceId: w.id, vendor: null, id: acceptance.id };
        expect(await store.read.findAcceptance(key)).toEqual(acceptance);
      }
      expect(await w.messageEvents()).toHaveLength(4);
    },
  );

  test.each(cases.map((cuts) => ({ cuts })))(
    '$cuts: a verb does its work once, and says so',
    async ({ cuts }) => {
      const w = await Workspace.make(store);
      proxy.cutNext(...cuts);
      expect(await w.addChannel('another')).not.toBeNull();
      proxy.cutNext(...cuts);
      expect(await w.deleteChannel('another')).toBe(true);
      const types = (await w.events()).map((event) => event.type);
      expect(types).toEqual(['channel.created', 'channel.created', 'channel.deleted']);
    },
  );

  test('while the server is still at it: the answer waits for how it ends', async () => {
    await using patient = await openedPatiently();
    const w = (await Workspace.make(store)).through(patient.store);
    const lock = await locked(w.id);
    const accepting = w.accept({ id: null, identity: none });
    // The whole group has reached the server, COMMIT included, and waits there for the event log.
    await expect.poll(waitingForLocks, SOON).toBe(1);
    const asked = proxy.sees('pg_xact_status');
    proxy.forgetClients();
    await asked;
    expect(await waitingForLocks()).toBe(1);
    await lock[Symbol.asyncDispose]();
    expect(verdictsOf(await accepting)).toEqual(['stored']);
    expect(await w.thread((await w.conversation()).id)).toHaveLength(1);
  });

  test('and the server at it for too long: the sender is told that it is not known', async () => {
    const w = await Workspace.make(store);
    await using lock = await locked(w.id);
    expect(lock).toBeDefined();
    const accepting = w.accept({ id: 'm' });
    // It may have lost its patience before anybody looks.
    accepting.catch(() => undefined);
    await expect.poll(waitingForLocks, SOON).toBe(1);
    proxy.forgetClients();
    await expect(accepting).rejects.toThrow(StoreUnavailable);
    await expect(accepting).rejects.toThrow(/may have stored this or not/);
  });
});

/** One that waits for what takes its time on a busy machine. */
async function openedPatiently() {
  const own = await openPostgresStore({ url: proxy.url, patienceMs: 30_000 });
  return { store: own, [Symbol.asyncDispose]: () => own.close() };
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(database.databaseUrl);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function waitingForLocks(): Promise<number> {
  const rows = await query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
  );
  return rows.length;
}

describe('a network that swallows everything', () => {
  test('is noticed in bounded time, and what comes after it is stored', async () => {
    const w = await Workspace.make(store);
    await w.acceptOne({ id: unique('before') });
    proxy.beSilent(true);
    const startedAt = performance.now();
    const calls = await Promise.allSettled([w.acceptOne({ id: 'm' }), w.conversations()]);
    // Two calls' patience is a few seconds; the rest is for a machine that is busy with others.
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    proxy.forgetClients();
    proxy.beSilent(false);
    expect((await w.acceptOne({ id: 'm' })).verdict).toBe('stored');
  });
});

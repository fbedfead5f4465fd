/** PostgreSQL that dies, is full, or has damaged data, under a store that goes on or says why not. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { StoreUnavailable, type Store } from '../../src/store/store.ts';
import { startPostgres, type PostgresCluster } from '../support/postgres.ts';
import { LANES, queryPostgres } from './each-engine.ts';
import { unique, Workspace } from './workspace.ts';

let cluster: PostgresCluster;
let url: string;
let store: Store;

beforeAll(async () => {
  cluster = await startPostgres();
  url = await cluster.createDatabase('outage');
  store = await openPostgresStore({ url, lanes: LANES });
});
afterAll(async () => {
  await store.close();
  await cluster.stop();
});

const none = { scope: 'none' } as const;

describe('PostgreSQL killed under load', () => {
  test('every accept that was answered is there exactly once, with and without identity', async () => {
    const w = await Workspace.make(store);
    const answered: string[] = [];
    const inDoubt = new Set<string>();
    let isDone = false;
    const load = async (lane: number): Promise<void> => {
      while (!isDone) {
        const texts = Array.from({ length: 8 }, () => unique('text'));
        try {
          await w.accept(
            ...texts.map((text, index) => ({
              text,
              conversation: `lane-${lane}`,
              ...(index % 2 === 0 ? { id: text } : { id: null, identity: none }),
            })),
          );
          answered.push(...texts);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreUnavailable);
          for (const text of texts) inDoubt.add(text);
          // Refused at once while the server is away: asking without a pause would leave the
          // process no time to see it come back.
          await delay(5);
        }
      }
    };
    const lanes = Array.from({ length: store.lanes }, (_, lane) => load(lane));
    for (let crash = 0; crash < 4; crash += 1) {
      const before = answered.length;
      while (answered.length < before + 200) await delay(5);
      await cluster.kill();
      await cluster.restart();
    }
    isDone = true;
    await Promise.all(lanes);
    await untilBack(store);

    const rows = await queryPostgres(url, `SELECT text FROM messages WHERE workspace_id = ${w.id}`);
    const stored = rows.map((row) => String(row['text']));
    expect(new Set(stored).size).toBe(stored.length);
    const there = new Set(stored);
    expect(answered.filter((text) => !there.has(text))).toEqual([]);
    expect(stored.filter((text) => !inDoubt.has(text)).length).toBe(answered.length);
    const conversations = await w.conversations();
    const unread = conversations.reduce((sum, one) => sum + one.unreadCount, 0);
    expect(unread).toBe(stored.length);
    expect(await w.messageEvents()).toHaveLength(stored.length);
  });

  test('and away for longer than the patience: senders are told, and it goes on afterwards', async () => {
    await using impatient = await opened({ patienceMs: 700 });
    const w = (await Workspace.make(store)).through(impatient.store);
    await w.acceptOne({ id: 'before' });
    await cluster.kill();
    const startedAt = performance.now();
    const calls = await Promise.allSettled([
      w.acceptOne({ id: 'm' }),
      w.conversations(),
      w.addChannel('other'),
    ]);
    // Well before the ten seconds that a store waits where nobody said how long.
    expect(performance.now() - startedAt).toBeLessThan(9_000);
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    await cluster.restart();
    await untilBack(impatient.store);
    expect((await w.acceptOne({ id: 'm' })).verdict).toBe('stored');
    expect(await w.addChannel('other')).not.toBeNull();
    expect(await isPending(impatient.store.failed)).toBe(true);
  });
});

describe('PostgreSQL that says no', () => {
  test('a full disk refuses what comes, nothing is stored, and it goes on when there is room', async () => {
    const w = await Workspace.make(store);
    await failInserts('53100');
    await expect(w.acceptOne({ id: 'm' })).rejects.toThrow(StoreUnavailable);
    await failInserts(null);
    expect(await w.conversations()).toEqual([]);
    expect((await w.acceptOne({ id: 'm' })).verdict).toBe('stored');
    expect(await isPending(store.failed)).toBe(true);
  });

  test.each(['XX001', 'XX002', '58030'])('damaged data (%s) ends the store', async (code) => {
    await using own = await opened({});
    const w = (await Workspace.make(store)).through(own.store);
    await failInserts(code);
    await expect(w.acceptOne({ id: 'm' })).rejects.toThrow('planted');
    await failInserts(null);
    expect((await own.store.failed).message).toContain('planted');
  });
});

describe('closing', () => {
  test('waits for what is under way and takes nothing more', async () => {
    const own = await openPostgresStore({ url });
    const w = (await Workspace.make(store)).through(own);
    const underWay = Array.from({ length: 20 }, (_, index) => w.acceptOne({ id: `m${index}` }));
    await own.close();
    const settled = await Promise.allSettled(underWay);
    expect(settled.filter((one) => one.status === 'rejected')).toEqual([]);
    await expect(w.acceptOne({ id: 'late' })).rejects.toThrow(StoreUnavailable);
    await expect(w.conversations()).rejects.toThrow(StoreUnavailable);
  });
});

/** A server that has just started is known to be there a moment later. */
async function untilBack({ whyUnable }: Store): Promise<void> {
  await vi.waitFor(() => expect(whyUnable()).toBeNull(), { timeout: 60_000 });
}

async function opened(options: { patienceMs?: number }) {
  const own = await openPostgresStore({ url, ...options });
  return { store: own, [Symbol.asyncDispose]: () => own.close() };
}

/** Lets PostgreSQL raise this error for every new message; null ends it. */
async function failInserts(code: string | null): Promise<void> {
  await queryPostgres(
    url,
    code === null
      ? 'DROP TRIGGER planted ON messages'
      : `CREATE OR REPLACE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '${code}'; END $$;
         CREATE TRIGGER planted BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION planted()`,
  );
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([promise, delay(1, pending)])) === pending;
}

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { StoreUnderTest, describeEachEngine } from './each-engine.ts';

const LISTS = 500;

describeEachEngine('look-ups beside lists', (it) => {
  test('whose a token is, is answered before the lists that were asked for earlier', async () => {
    let listed = 0;
    const lists = Array.from({ length: LISTS }, async () => {
      await it.store.read.readLog({ workspaceId: 1, afterId: 0, limit: 50 });
      listed += 1;
    });
    const found = await Promise.all([
      it.store.read.findCredential({ hash: 'a'.repeat(64) }),
      it.store.read.findSession({ hash: 'a'.repeat(64) }),
      it.store.read.findChannel({ workspaceId: 1, appId: 1, externalId: 'line' }),
    ]);
    expect(found).toEqual([null, null, null]);
    expect(listed).toBeLessThan(LISTS);
    await Promise.all(lists);
    expect(listed).toBe(LISTS);
  });
});

describe('on PostgreSQL', () => {
  const it = new StoreUnderTest('postgres');
  beforeAll(() => it.start());
  afterAll(() => it.stop());

  test('no more lists than allowed are asked for at once, and look-ups pass them', async () => {
    const connectionString = it.database.databaseUrl;
    const store = await openPostgresStore({ url: String(connectionString), listsAtOnce: 2 });
    const holder = new pg.Client({ connectionString });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE events IN ACCESS EXCLUSIVE MODE');
    const held = async () => {
      const rows = await it.rows(
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
         AND wait_event_type = 'Lock' AND query LIKE 'select % from "events"%'`,
      );
      return rows.length;
    };
    const lists = Promise.all(
      Array.from({ length: 6 }, () =>
        store.read.readLog({ workspaceId: 1, afterId: 0, limit: 50 }),
      ),
    );
    await expect.poll(held).toBe(2);
    expect(await store.read.findCredential({ hash: 'a'.repeat(64) })).toBeNull();
    expect(await store.read.findChannel({ workspaceId: 1, appId: 1, externalId: 'c' })).toBeNull();
    expect(await held()).toBe(2);
    await holder.query('COMMIT');
    expect((await lists).map(({ events }) => events)).toEqual([[], [], [], [], [], []]);
    await Promise.all([holder.end(), store.close()]);
  });
});

/** PostgreSQL's planner hears of a database that fills, before autovacuum tells it. */
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { Statistics } from '../../src/store/engines/postgres/statistics.ts';
import { StoreUnderTest } from './each-engine.ts';

const it = new StoreUnderTest('postgres');
let pool: Pool;
/** Milliseconds on the clock of what is tested. */
let now = 0;

beforeAll(async () => {
  await it.start();
  pool = openPool({ url: it.database.databaseUrl ?? '', size: 1, use: 'verbs' });
  await pool.query('ALTER TABLE contacts SET (autovacuum_enabled = off)');
});
afterAll(async () => {
  await pool.end();
  await it.stop();
});

/** The server counts changes in the connection that made them, and tells the others later. */
async function addContacts(from: number, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO contacts (workspace_id, id, vendor, attributes, created_at, updated_at)
     SELECT 1, n, 'v', '{}', 0, 0 FROM generate_series(${from + 1}, ${from + count}) n`,
  );
  await pool.query('SELECT pg_stat_force_next_flush()');
  await pool.query('SELECT');
}

/** How many contacts the planner takes there to be; null before anybody counted. */
async function believed(): Promise<number | null> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT reltuples AS count FROM pg_class WHERE oid = 'contacts'::regclass`,
  );
  const count = rows[0]?.count ?? -1;
  return count < 0 ? null : count;
}

/** After so many seconds without any. */
async function noteLater(statistics: Statistics, seconds: number): Promise<void> {
  now += 1_000 * seconds;
  statistics.noteWrite();
  await statistics.settled();
}

test('tables are counted when they first hold something, and when they have doubled', async () => {
  const statistics = new Statistics(pool, () => now);
  await addContacts(0, 20);
  await noteLater(statistics, 0.9);
  expect(await believed()).toBeNull();
  await noteLater(statistics, 0.1);
  expect(await believed()).toBe(20);

  // It found something, so that it looks again a second later, and then two: half as many more.
  await addContacts(20, 980);
  await noteLater(statistics, 1);
  expect(await believed()).toBe(1_000);
  await addContacts(1_000, 500);
  await noteLater(statistics, 1);
  await noteLater(statistics, 2);
  expect(await believed()).toBe(1_000);

  // Found nothing twice, so that four seconds pass until the next look.
  await addContacts(1_500, 1_500);
  await noteLater(statistics, 3.9);
  expect(await believed()).toBe(1_000);
  await noteLater(statistics, 0.1);
  expect(await believed()).toBe(3_000);
});

test('where nothing grows it looks once a minute', async () => {
  const statistics = new Statistics(pool, () => now);
  for (let look = 0; look < 20; look += 1) await noteLater(statistics, 60);
  await addContacts(3_000, 9_000);
  await noteLater(statistics, 59);
  expect(await believed()).toBe(3_000);
  await noteLater(statistics, 1);
  expect(await believed()).toBe(12_000);
});

test('tables of another owner are left alone', async () => {
  await addContacts(12_000, 24_000);
  const stranger = openPool({ url: it.database.databaseUrl ?? '', size: 1, use: 'verbs' });
  await stranger.query('CREATE ROLE stranger');
  await stranger.query('SET ROLE stranger');
  const query = vi.spyOn(stranger, 'query');
  await noteLater(new Statistics(stranger, () => now), 1);
  expect(query.mock.calls).toEqual([[expect.stringContaining('pg_stat_user_tables')]]);
  await stranger.query('RESET ROLE');
  await stranger.query('DROP ROLE stranger');
  await stranger.end();
});

test('where it fails nothing else does', async () => {
  const ended = openPool({ url: it.database.databaseUrl ?? '', size: 1, use: 'verbs' });
  await ended.end();
  await expect(noteLater(new Statistics(ended, () => now), 1)).resolves.toBeUndefined();
});

test('a store that takes writes makes them, and closes after them', async () => {
  let isLater = false;
  const clock = () => (isLater ? 1_000 : 0);
  const store = await openPostgresStore({ url: it.database.databaseUrl ?? '', clock });
  isLater = true;
  await store.write.createWorkspace({ name: 'w', settings: {}, now: 1 });
  await store.close();
  expect(await believed()).toBe(36_000);
});

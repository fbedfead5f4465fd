/** PostgreSQL's planner hears of a database that fills, before autovacuum tells it. */
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { Statistics } from '../../src/store/engines/postgres/statistics.ts';
import { StoreUnderTest } from './each-engine.ts';

const it = new StoreUnderTest('postgres');
let pool: Pool;

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

async function note(statistics: Statistics, writes: number): Promise<void> {
  for (let write = 0; write < writes; write += 1) statistics.noteWrite();
  await statistics.settled();
}

test('tables are counted when they first hold something, and when they have grown by half', async () => {
  const statistics = new Statistics(pool);
  await addContacts(0, 1_000);
  await note(statistics, 31);
  expect(await believed()).toBeNull();
  await note(statistics, 1);
  expect(await believed()).toBe(1_000);

  await addContacts(1_000, 300);
  await note(statistics, 32);
  expect(await believed()).toBe(1_000);
  await addContacts(1_300, 1_700);
  await note(statistics, 64);
  expect(await believed()).toBe(3_000);
});

test('where it fails nothing else does', async () => {
  const ended = openPool({ url: it.database.databaseUrl ?? '', size: 1, use: 'verbs' });
  await ended.end();
  await expect(note(new Statistics(ended), 32)).resolves.toBeUndefined();
});

test('a store that takes writes makes them, and closes after them', async () => {
  await addContacts(3_000, 9_000);
  const store = await openPostgresStore({ url: it.database.databaseUrl ?? '' });
  const names = Array.from({ length: 32 }, (_, n) => `w${n}`);
  for (const name of names) await store.write.createWorkspace({ name, settings: {}, now: 1 });
  await store.close();
  expect(await believed()).toBe(12_000);
});

/** A PostgreSQL that cannot keep what Inlet promises is refused, with a sentence that says why. */
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refuseUnfit } from '../../src/store/engines/postgres/fitness.ts';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { startPostgres, type PostgresCluster } from '../support/postgres.ts';
import { queryPostgres } from './each-engine.ts';

let cluster: PostgresCluster;

beforeAll(async () => {
  cluster = await startPostgres({ settings: { fsync: 'off' } });
});
afterAll(() => cluster.stop());

const opening = (url: string) => openPostgresStore({ url });

describe('a server that can lose what it acknowledged', () => {
  test('is refused with fsync=off', async () => {
    await expect(opening(cluster.url)).rejects.toThrow(/fsync=off and can lose acknowledged/);
  });

  test('is refused where synchronous_commit is off for the database or the role', async () => {
    const url = await cluster.createDatabase('hasty');
    await queryPostgres(url, 'ALTER DATABASE hasty SET synchronous_commit = off');
    const pool = openPool({ url, size: 1, use: 'verbs' });
    await expect(refuseUnfit(pretending(pool, { fsync: 'on' }))).rejects.toThrow(
      /synchronous_commit is off for this role or database/,
    );
    // Whatever the default, nothing is ever committed that way.
    const { rows } = await pool.query('SHOW synchronous_commit');
    expect(rows).toEqual([{ synchronous_commit: 'on' }]);
    await pool.end();
  });

  test('keeps a stricter setting', async () => {
    const url = await cluster.createDatabase('strict');
    await queryPostgres(url, 'ALTER DATABASE strict SET synchronous_commit = remote_apply');
    const pool = openPool({ url, size: 1, use: 'verbs' });
    const { rows } = await pool.query('SHOW synchronous_commit');
    expect(rows).toEqual([{ synchronous_commit: 'remote_apply' }]);
    await pool.end();
  });
});

describe('a database that is not fit', () => {
  test('is refused with an encoding other than UTF8', async () => {
    await queryPostgres(
      cluster.url,
      `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'
       TEMPLATE template0`,
    );
    const url = new URL(cluster.url);
    url.pathname = '/latin';
    await expect(opening(url.href)).rejects.toThrow(/encoding is LATIN1; Inlet needs .* UTF8/);
  });

  test.each([
    [{ version: 140_019, release: '14.19' }, /PostgreSQL 14\.19; Inlet needs PostgreSQL 15/],
    [{ isStandby: true }, /a standby that only reads/],
    [{ fsync: 'on' }, null],
  ])('%o: %s', async (change, reason) => {
    const pool = openPool({ url: cluster.url, size: 1, use: 'verbs' });
    const answer = refuseUnfit(pretending(pool, { fsync: 'on', ...change }));
    if (reason === null) await expect(answer).resolves.toBeUndefined();
    else await expect(answer).rejects.toThrow(reason);
    await pool.end();
  });
});

describe('a server that cannot be reached', () => {
  test.each([
    ['wrong-password', /PostgreSQL at 127\.0\.0\.1:\d+\/postgres cannot be used: password/],
    ['no database', /PostgreSQL at 127\.0\.0\.1:\d+\/nowhere cannot be used: .*does not exist/],
    ['no server', /PostgreSQL at 127\.0\.0\.1:1\/postgres cannot be used: connect ECONNREFUSED/],
  ])('%s: says where and why, and not with which password', async (fault, sentence) => {
    const url = new URL(cluster.url);
    if (fault === 'wrong-password') url.password = 'hunter2';
    if (fault === 'no database') url.pathname = '/nowhere';
    if (fault === 'no server') url.port = '1';
    const reason = await opening(url.href).then(
      () => 'it was opened',
      (error: unknown) => String(error),
    );
    expect(reason).toMatch(sentence);
    expect(reason).not.toContain(url.password);
  });
});

/** The pool's server, but for what it says of itself. */
function pretending(pool: Pool, change: object): Pool {
  return {
    query: async (text: string) => {
      const answer = await pool.query(text);
      return { ...answer, rows: answer.rows.map((row: object) => ({ ...row, ...change })) };
    },
  } as unknown as Pool;
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from './database.ts';
import { startPostgres } from './postgres.ts';

describe('a database for a test', () => {
  it('is PostgreSQL 18, durable, and empty for everyone who asks', async () => {
    await using first = await freshDatabase('postgres', { isBare: true });
    await using second = await freshDatabase('postgres', { isBare: true });
    expect(first.databaseUrl).not.toBe(second.databaseUrl);

    const settings = await query(first.databaseUrl, [
      'CREATE TABLE seen (id bigint)',
      `SELECT current_setting('server_version_num')::int / 10000 AS major,
              current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS synchronous_commit`,
    ]);
    expect(settings).toEqual([{ major: 18, fsync: 'on', synchronous_commit: 'on' }]);

    const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    expect(await query(second.databaseUrl, [tables])).toEqual([]);
  });

  it('is gone after the test', async () => {
    let folder: string;
    let url: string | undefined;
    {
      await using database = await freshDatabase('postgres', { isBare: true });
      folder = database.dataDirectory;
      url = database.databaseUrl;
    }
    expect(existsSync(folder)).toBe(false);
    await expect
      .poll(() => query(url, ['SELECT 1']).catch(String), { timeout: 30_000 })
      .toMatch(/does not exist/);
  });

  it('is a folder only, on SQLite', async () => {
    await using database = await freshDatabase('sqlite', { isBare: true });
    expect(existsSync(database.dataDirectory)).toBe(true);
    expect(database.databaseUrl).toBeUndefined();
  });
});

describe('a cluster of our own', () => {
  it('loses its connections in a crash and keeps what was committed', async () => {
    await using cluster = await startPostgres();
    const url = await cluster.createDatabase('crash');
    await query(url, ['CREATE TABLE kept (id bigint)', 'INSERT INTO kept VALUES (1)']);

    const open = new pg.Client(url);
    const broken = new Promise((resolve) => open.on('error', resolve));
    await open.connect();
    await open.query('BEGIN');
    await open.query('INSERT INTO kept VALUES (2)');
    await cluster.kill();
    await broken;
    await expect(query(url, ['SELECT 1'])).rejects.toThrow(/ECONNREFUSED/);

    await cluster.restart();
    expect(await query(url, ['SELECT id FROM kept'])).toEqual([{ id: '1' }]);
  });

  it('dies with the process that started it, even when that one is killed', async () => {
    const script = `
      import { startPostgres } from ${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)};
      const cluster = await startPostgres();
      console.log(cluster.url);
      setInterval(() => undefined, 1000);
    `;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve) =>
      parent.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())),
    );
    expect(await query(url, ['SELECT 1 AS one'])).toEqual([{ one: 1 }]);

    parent.kill('SIGKILL');
    await expect.poll(() => refuses(url), { timeout: 30_000 }).toBe(true);
  });
});

async function query(url: string | undefined, statements: string[]): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

function refuses(url: string): Promise<boolean> {
  return query(url, ['SELECT 1']).then(
    () => false,
    (error: unknown) => /ECONNREFUSED/.test(String(error)),
  );
}

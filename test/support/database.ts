/**
 * A fresh database for one test or test file, on either engine.
 *
 * @example
 * await using database = await freshDatabase('postgres');
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { once } from '../../src/lib/once.ts';
import { migrateSqlite } from '../../src/store/engines/sqlite/migrate-sqlite.ts';
import { DATABASE_FILE } from '../../src/store/engines/sqlite/sqlite-store.ts';

export type Engine = 'sqlite' | 'postgres';

export const engines: readonly Engine[] = ['sqlite', 'postgres'];

export interface FreshDatabase {
  engine: Engine;
  /** For INLET_DATA: the SQLite database, and on both engines the secret key and the sandbox. */
  dataDirectory: string;
  /** For INLET_DATABASE_URL; undefined on SQLite. */
  databaseUrl: string | undefined;
  [Symbol.asyncDispose](): Promise<void>;
}

/** It has the newest schema already, copied from a template, unless `isBare`. */
export async function freshDatabase(
  engine: Engine,
  { isBare = false } = {},
): Promise<FreshDatabase> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'inlet-test-'));
  const made = isBare ? '/bare' : '/migrated';
  const databaseUrl = engine === 'postgres' ? await ask('POST', made) : undefined;
  if (engine === 'sqlite' && !isBare) copyFileSync(template(), join(dataDirectory, DATABASE_FILE));
  return {
    engine,
    dataDirectory,
    databaseUrl,
    [Symbol.asyncDispose]: async () => {
      await rm(dataDirectory, { recursive: true, force: true });
      if (databaseUrl !== undefined) await ask('DELETE', new URL(databaseUrl).pathname);
    },
  };
}

/** A SQLite file of the newest schema: to make one takes longer than all else about a small test. */
const template = once(() => {
  const folder = mkdtempSync(join(tmpdir(), 'inlet-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, DATABASE_FILE);
  migrateSqlite(path);
  return path;
});

/** The cluster lives in the process that runs the suite; see global-setup.ts. */
async function ask(method: 'POST' | 'DELETE', path: string): Promise<string> {
  const address = inject('postgresDatabases') as string | undefined;
  if (address === undefined) throw new Error('this test project has no global-setup.ts');
  const answer = await fetch(address + path, { method });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`no PostgreSQL for this test: ${body}`);
  return body;
}

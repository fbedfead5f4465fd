/**
 * A fresh, empty database for one test or test file, on either engine.
 *
 * @example
 * await using database = await freshDatabase('postgres');
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

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

export async function freshDatabase(engine: Engine): Promise<FreshDatabase> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'inlet-test-'));
  const databaseUrl = engine === 'postgres' ? await ask('POST') : undefined;
  return {
    engine,
    dataDirectory,
    databaseUrl,
    [Symbol.asyncDispose]: async () => {
      await rm(dataDirectory, { recursive: true, force: true });
      if (databaseUrl !== undefined) await ask('DELETE', databaseUrl);
    },
  };
}

/** The cluster lives in the process that runs the suite; see global-setup.ts. */
async function ask(method: 'POST' | 'DELETE', databaseUrl?: string): Promise<string> {
  const address = inject('postgresDatabases') as string | undefined;
  if (address === undefined) throw new Error('this test project has no global-setup.ts');
  const name = databaseUrl === undefined ? '' : new URL(databaseUrl).pathname;
  const answer = await fetch(address + name, { method });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`no PostgreSQL for this test: ${body}`);
  return body;
}

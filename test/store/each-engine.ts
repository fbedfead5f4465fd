/** Runs the same tests over a store of each engine. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { DATABASE_FILE, openSqliteStore } from '../../src/store/engines/sqlite/sqlite-store.ts';
import type { Store } from '../../src/store/store.ts';
import { engines, freshDatabase, type Engine, type FreshDatabase } from '../support/database.ts';

/** More than a small machine would have, so that groups do meet each other. */
export const LANES = 4;

export type Row = Record<string, unknown>;

export class StoreUnderTest {
  readonly engine: Engine;
  readonly #opened: Store[] = [];
  #database: FreshDatabase | undefined;
  #past: DatabaseSync | pg.Pool | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  get database(): FreshDatabase {
    if (this.#database === undefined) throw new Error('the database is made before the tests');
    return this.#database;
  }

  get store(): Store {
    const [first] = this.#opened;
    if (first === undefined) throw new Error('the store is opened before the tests');
    return first;
  }

  async start(): Promise<void> {
    if (this.#database !== undefined) return;
    this.#database = await freshDatabase(this.engine);
    await this.openAnother();
  }

  /** One more store on the same database: another node, or a command beside the server. */
  async openAnother(): Promise<Store> {
    const { dataDirectory, databaseUrl } = this.database;
    const store = await (databaseUrl === undefined
      ? openSqliteStore({ directory: dataDirectory, readers: 1 })
      : openPostgresStore({ url: databaseUrl, lanes: LANES }));
    this.#opened.push(store);
    return store;
  }

  /** What stands in the database, past the store. */
  async rows(sql: string): Promise<Row[]> {
    const past = (this.#past ??= this.#openPast());
    if (past instanceof DatabaseSync) return past.prepare(sql).all();
    return (await past.query<Row>(sql)).rows;
  }

  /** Kept open: a test may ask for a hundred tables, and to connect takes longer than to read one. */
  #openPast(): DatabaseSync | pg.Pool {
    const { dataDirectory, databaseUrl } = this.database;
    if (databaseUrl === undefined) {
      return new DatabaseSync(join(dataDirectory, DATABASE_FILE), { readOnly: true });
    }
    return new pg.Pool({ connectionString: databaseUrl, max: 1 }).on('error', () => undefined);
  }

  /** Changes the database past the store, with the triggers of one table switched off if wanted. */
  async execute(sql: string, options: { withoutTriggers?: string } = {}): Promise<void> {
    const { dataDirectory, databaseUrl } = this.database;
    const { withoutTriggers: table } = options;
    if (databaseUrl !== undefined) {
      const off = `ALTER TABLE ${String(table)} DISABLE TRIGGER USER;`;
      const on = `ALTER TABLE ${String(table)} ENABLE TRIGGER USER;`;
      await queryPostgres(databaseUrl, table === undefined ? sql : `${off}${sql};${on}`);
      return;
    }
    const db = new DatabaseSync(join(dataDirectory, DATABASE_FILE), { timeout: 30_000 });
    try {
      db.exec('BEGIN IMMEDIATE');
      const triggers = db
        .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?`)
        .all(table ?? '');
      for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
      db.exec(sql);
      for (const trigger of triggers) db.exec(String(trigger['sql']));
      db.exec('COMMIT');
    } finally {
      db.close();
    }
  }

  async stop(): Promise<void> {
    if (this.#past instanceof DatabaseSync) this.#past.close();
    else await this.#past?.end();
    await Promise.all(this.#opened.map((store) => store.close()));
    await this.#database?.[Symbol.asyncDispose]();
  }
}

export async function queryPostgres(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Of the file that runs; one process runs many, one after the other. */
const underTest = new Map<Engine, StoreUnderTest>();

/** The store is shared by the tests of a file; each makes a workspace of its own. */
export function describeEachEngine(title: string, tests: (it: StoreUnderTest) => void): void {
  // Registered for the file whose tests are being collected.
  if (underTest.size === 0) {
    afterAll(async () => {
      const opened = [...underTest.values()];
      underTest.clear();
      await Promise.all(opened.map((it) => it.stop()));
    });
  }
  describe.each(engines)(`${title}, on %s`, (engine) => {
    const it = underTest.get(engine) ?? new StoreUnderTest(engine);
    underTest.set(engine, it);
    beforeAll(() => it.start());
    tests(it);
  });
}

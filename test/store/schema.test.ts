/** The schema: the same on both engines, whichever way a database came to it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { migratePostgres } from '../../src/store/engines/postgres/migrate-postgres.ts';
import { openPostgresStore } from '../../src/store/engines/postgres/postgres-store.ts';
import { migrateSqlite } from '../../src/store/engines/sqlite/migrate-sqlite.ts';
import { DATABASE_FILE, openSqliteStore } from '../../src/store/engines/sqlite/sqlite-store.ts';
import type { Column, Columns } from '../../src/store/column.ts';
import { migrations, type Migration } from '../../src/store/migrations/migrations.ts';
import { tables } from '../../src/store/schema.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { queryPostgres, type Row } from './each-engine.ts';
import { Workspace } from './workspace.ts';

const databases: FreshDatabase[] = [];
afterAll(async () => {
  await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()));
});

async function emptyPostgres(): Promise<string> {
  const database = await freshDatabase('postgres', { isBare: true });
  databases.push(database);
  return database.databaseUrl ?? '';
}

async function emptySqlite(): Promise<string> {
  const database = await freshDatabase('sqlite', { isBare: true });
  databases.push(database);
  return database.dataDirectory;
}

async function migrate(url: string, steps: readonly Migration[]): Promise<void> {
  const pool = openPool({ url, size: 1, use: 'migration' });
  try {
    await migratePostgres(pool, steps);
  } finally {
    await pool.end();
  }
}

function querySqlite(directory: string, sql: string): Row[] {
  const db = new DatabaseSync(join(directory, DATABASE_FILE));
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

const sqliteSchema = (directory: string) => [
  querySqlite(directory, 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name'),
  querySqlite(directory, 'SELECT * FROM sqlite_stat1 ORDER BY idx'),
];

const postgresSchema = async (url: string) => [
  await queryPostgres(
    url,
    `SELECT table_name, ordinal_position, column_name, data_type, is_nullable, column_default,
       collation_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`,
  ),
  await queryPostgres(
    url,
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
  ),
  await queryPostgres(
    url,
    `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS is FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
  ),
];

/** A next release's step, to see that steps are taken one by one and never by halves. */
const next: Migration = {
  version: migrations.length + 1,
  name: 'next',
  sqlite: ['CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT'],
  postgres: ['CREATE TABLE next (id bigint PRIMARY KEY)'],
};
const broken: Migration = {
  ...next,
  sqlite: [...next.sqlite, 'CREATE TABLE next (id INTEGER PRIMARY KEY) STRICT'],
  postgres: [...next.postgres, 'CREATE TABLE next (id bigint PRIMARY KEY)'],
};

describe('on SQLite', () => {
  test('a database that took the steps one by one equals one that took them at once', async () => {
    const [one, other] = [await emptySqlite(), await emptySqlite()];
    for (const [index] of migrations.entries()) {
      migrateSqlite(join(one, DATABASE_FILE), migrations.slice(0, index + 1));
    }
    await (await openSqliteStore({ directory: other, readers: 1 })).close();
    expect(sqliteSchema(one)).toEqual(sqliteSchema(other));
  });

  test('a step that fails leaves nothing behind', async () => {
    const directory = await emptySqlite();
    const path = join(directory, DATABASE_FILE);
    migrateSqlite(path);
    const before = sqliteSchema(directory);
    expect(() => {
      migrateSqlite(path, [...migrations, broken]);
    }).toThrow('next');
    expect(sqliteSchema(directory)).toEqual(before);
    migrateSqlite(path, [...migrations, next]);
    expect(querySqlite(directory, 'SELECT * FROM next')).toEqual([]);
  });

  test('a database of a newer Inlet is refused', async () => {
    const directory = await emptySqlite();
    await (await openSqliteStore({ directory, readers: 1 })).close();
    querySqlite(directory, 'PRAGMA user_version = 999');
    await expect(openSqliteStore({ directory, readers: 1 })).rejects.toThrow(
      /schema version 999, this Inlet knows up to \d+\. Start the newer Inlet/,
    );
  });

  test('two that open a new database at once both find it whole', async () => {
    const directory = await emptySqlite();
    const stores = await Promise.all([
      openSqliteStore({ directory, readers: 1 }),
      openSqliteStore({ directory, readers: 1 }),
    ]);
    await Promise.all(stores.map((store) => Workspace.make(store)));
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe('on PostgreSQL', () => {
  test('a database that took the steps one by one equals one that took them at once', async () => {
    const [one, other] = [await emptyPostgres(), await emptyPostgres()];
    for (const [index] of migrations.entries()) await migrate(one, migrations.slice(0, index + 1));
    await (await openPostgresStore({ url: other })).close();
    expect(await postgresSchema(one)).toEqual(await postgresSchema(other));
  });

  test('a step that fails leaves nothing behind', async () => {
    const url = await emptyPostgres();
    await migrate(url, migrations);
    const before = await postgresSchema(url);
    await expect(migrate(url, [...migrations, broken])).rejects.toThrow('next');
    expect(await postgresSchema(url)).toEqual(before);
    await migrate(url, [...migrations, next]);
    expect(await queryPostgres(url, 'SELECT * FROM next')).toEqual([]);
  });

  test('a database of a newer Inlet is refused', async () => {
    const url = await emptyPostgres();
    await (await openPostgresStore({ url })).close();
    await queryPostgres(url, `INSERT INTO migrations VALUES (999, 'from the future')`);
    await expect(openPostgresStore({ url })).rejects.toThrow(
      /schema version 999, this Inlet knows up to \d+\. Start the newer Inlet/,
    );
  });

  test('several nodes that start at once on a new database all find it whole', async () => {
    const url = await emptyPostgres();
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore({ url })));
    await Promise.all(nodes.map((store) => Workspace.make(store)));
    await Promise.all(nodes.map((store) => store.close()));
    expect(await queryPostgres(url, 'SELECT version FROM migrations')).toHaveLength(
      migrations.length,
    );
  });
});

/** Columns by table, each as `name type nullability`. */
type Shape = Record<string, string[]>;

describe('both engines', () => {
  let directory: string;
  let url: string;
  beforeAll(async () => {
    [directory, url] = [await emptySqlite(), await emptyPostgres()];
    migrateSqlite(join(directory, DATABASE_FILE));
    await migrate(url, migrations);
  });

  test('have the tables and columns that are described, of those types and nullability', async () => {
    const { counters, ...ofSqlite } = sqliteTables();
    const { migrations: versions, ...ofPostgres } = await postgresTables();
    // What a sequence and a pragma are elsewhere.
    expect([counters, versions]).toEqual([
      ['name text not null', 'value bigint not null'],
      ['name text not null', 'version bigint not null'],
    ]);
    const described = shapeOf(tables);
    expect(ofSqlite).toEqual(described);
    expect(ofPostgres).toEqual(described);
    expect(Object.keys(described).length).toBeGreaterThan(40);
  });

  test('check the words and flags that are described', async () => {
    const described: Record<string, string[]> = {};
    for (const [name, column] of columnsOf(tables)) {
      if (column.form === 'flag') described[name] = ['0', '1'];
      if (column.words !== null) described[name] = [...column.words].sort();
    }
    // A flag that no check was written for.
    delete described['apps.isPublic'];
    expect(await wordsOnPostgres()).toEqual(described);
    expect(wordsOnSqlite()).toEqual(described);
  });

  test('fill the columns that an insert may leave out', async () => {
    const filled = columnsOf(tables).filter(([, column]) => column.isFilled && column.isRequired);
    const sqlite = querySqlite(
      directory,
      `SELECT m.name || '.' || c.name AS name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND c.dflt_value IS NOT NULL`,
    );
    const postgres = await queryPostgres(
      url,
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_default IS NOT NULL`,
    );
    const named = filled.map(([name]) => snakeCase(name)).sort();
    expect(sqlite.map(({ name }) => name).sort()).toEqual(named);
    expect(postgres.map(({ name }) => name).sort()).toEqual(named);
  });

  test('keep every key of a workspace with its workspace, where a database is to be spread', async () => {
    const keys = await queryPostgres(
      url,
      `SELECT tablename AS table, indexdef AS is FROM pg_indexes
       WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'
         AND indexdef NOT LIKE '%workspace_id%'`,
    );
    // Those that find the workspace, and what belongs to the server.
    expect(new Set(keys.map((row) => row['table']))).toEqual(
      new Set([
        'workspaces',
        'log_heads',
        'workspace_aliases',
        'users',
        'apps',
        'app_secrets',
        'authorization_codes',
        'providers',
        'refresh_tokens',
        'tokens',
        'facts',
        'files',
        'migrations',
        'sessions',
        'one_time_links',
        'login_attempts',
      ]),
    );
  });

  /** Of each column with a check the words that it names, on the column's own line. */
  function wordsOnSqlite(): Record<string, string[]> {
    const found: Record<string, string[]> = {};
    for (const { name, sql } of querySqlite(
      directory,
      `SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%CHECK%'`,
    )) {
      for (const [, check = ''] of String(sql).matchAll(/CHECK \(((?:[^()]|\([^()]*\))*)\)/g)) {
        note(found, String(name), check.split(' ')[0] ?? '', check);
      }
    }
    return found;
  }

  async function wordsOnPostgres(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const { name, column, is } of await queryPostgres(
      url,
      `SELECT c.conrelid::regclass::text AS name, a.attname AS column, pg_get_constraintdef(c.oid) AS is
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
       WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace`,
    )) {
      note(found, String(name), String(column), String(is));
    }
    return found;
  }

  function sqliteTables(): Shape {
    const rows = querySqlite(
      directory,
      `SELECT m.name AS "table", c.name AS "column", lower(c.type) AS type,
         c."notnull" = 1 OR c.pk > 0 AS "isRequired"
       FROM sqlite_schema m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`,
    );
    const types: Record<string, string> = { integer: 'bigint', real: 'double precision' };
    return byTable(
      rows.map((row) => ({ ...row, type: types[String(row['type'])] ?? row['type'] })),
    );
  }

  async function postgresTables(): Promise<Shape> {
    return byTable(
      await queryPostgres(
        url,
        `SELECT table_name AS "table", column_name AS "column", data_type AS type,
           is_nullable = 'NO' AS "isRequired"
         FROM information_schema.columns WHERE table_schema = 'public'`,
      ),
    );
  }
});

function byTable(rows: Row[]): Shape {
  const shape: Shape = {};
  for (const { table, column, type, isRequired } of rows) {
    const line = `${String(column)} ${String(type)} ${isRequired ? 'not null' : 'null'}`;
    (shape[String(table)] ??= []).push(line);
  }
  return Object.fromEntries(Object.entries(shape).map(([name, lines]) => [name, lines.sort()]));
}

type Described = Record<string, { columns: Columns }>;

/** By `table.column`, both as queries name them. */
function columnsOf(all: Described): (readonly [string, Column])[] {
  return Object.entries(all).flatMap(([table, { columns }]) =>
    Object.entries(columns).map(([name, column]) => [`${table}.${name}`, column] as const),
  );
}

function shapeOf(all: Described): Shape {
  const rows = columnsOf(all).map(([name, { type, isRequired }]) => {
    const [table, column] = snakeCase(name).split('.');
    return { table, column, type, isRequired };
  });
  return byTable(rows);
}

/** The words of a check: what is quoted, and the numbers of a flag. */
function note(found: Record<string, string[]>, table: string, column: string, check: string): void {
  const quoted = [...check.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
  const words = quoted.length > 0 ? quoted : [...check.matchAll(/\b\d\b/g)].map(([word]) => word);
  found[`${camelCase(table)}.${camelCase(column)}`] = words.sort();
}

const camelCase = (name: string) =>
  name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

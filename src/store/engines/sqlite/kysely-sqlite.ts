import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { SqliteStatement } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Schema } from '../../schema.ts';

/** Texts that are asked again and again; SQLite would parse and plan each of them anew. */
const MOST_PREPARED = 200;

/** Kysely over one open node:sqlite connection. The connection's owner closes it. */
export function kyselyOver(connection: DatabaseSync): Kysely<Schema> {
  const prepared = new LRUCache<string, SqliteStatement>({ max: MOST_PREPARED });
  return new Kysely<Schema>({
    dialect: new SqliteDialect({
      database: {
        close: () => undefined,
        prepare: (sql) => prepareOnce(prepared, connection, sql),
      },
    }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

function prepareOnce(
  prepared: LRUCache<string, SqliteStatement>,
  connection: DatabaseSync,
  sql: string,
): SqliteStatement {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  const statement = adapt(connection, sql);
  prepared.set(sql, statement);
  return statement;
}

/** Kysely speaks better-sqlite3's dialect of prepared statements; node:sqlite takes values one by one. */
function adapt(connection: DatabaseSync, sql: string): SqliteStatement {
  const statement = connection.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...(values as SQLInputValue[])),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
  };
}

import type { PoolClient } from 'pg';

/** The columns of a table and their types, in the order in which values are sent. */
export type Columns = Record<string, 'bigint' | 'text' | 'double precision'>;

type Row = Record<string, unknown>;

/** `lastMessageId` as `last_message_id`. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function unnest(columns: Columns, firstParameter: number): string {
  const parts = Object.values(columns).map(
    (type, index) => `$${index + firstParameter}::${type}[]`,
  );
  return `unnest(${parts.join(', ')})`;
}

/** Column by column, as unnest takes them. */
export function transpose(columns: Columns, rows: readonly Row[]): unknown[][] {
  return Object.keys(columns).map((name) => rows.map((row) => row[name]));
}

/** SQL that takes one array for each column, from `$firstParameter` on. */
export type ManySql = (firstParameter: number) => string;

/** Inserts any number of rows. */
export function insertMany(table: string, columns: Columns): ManySql {
  const names = Object.keys(columns).map(snake).join(', ');
  return (first) => `INSERT INTO ${table} (${names}) SELECT * FROM ${unnest(columns, first)}`;
}

/** Updates any number of rows by workspaceId and id, which lead the columns. */
export function updateMany(table: string, columns: Columns): ManySql {
  const names = Object.keys(columns).map(snake);
  const assignments = names.slice(2).map((name) => `${name} = new.${name}`);
  return (first) =>
    `UPDATE ${table} SET ${assignments.join(', ')} ` +
    `FROM ${unnest(columns, first)} AS new (${names.join(', ')}) ` +
    `WHERE ${table}.workspace_id = new.workspace_id AND ${table}.id = new.id`;
}

/** The columns of a table as a row of Schema: `t.last_message_id AS "lastMessageId"`. */
export function selectList(alias: string, columns: Columns, prefix = ''): string {
  return Object.keys(columns)
    .map((name) => `${alias}.${snake(name)} AS "${prefix}${name}"`)
    .join(', ');
}

/** Picks the columns of one table out of a row that was selected with a prefix. */
export function unprefix(row: Row, columns: Columns, prefix: string): Row {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, row[prefix + name]]));
}

/** One prepared statement for each connection. */
export async function run(
  client: PoolClient,
  name: string,
  text: string,
  values: unknown[],
): Promise<void> {
  await client.query({ name, text, values });
}

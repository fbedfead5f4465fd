import type { PoolClient } from 'pg';

/** The columns of a table and their types, in the order in which values are sent. */
export type Columns = Record<string, 'bigint' | 'text' | 'double precision'>;

type Row = Record<string, unknown>;

/** `lastMessageId` as `last_message_id`. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function unnest(columns: Columns): string {
  const parts = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${parts.join(', ')})`;
}

/** Column by column, as unnest takes them. */
function transpose(columns: Columns, rows: readonly Row[]): unknown[][] {
  return Object.keys(columns).map((name) => rows.map((row) => row[name]));
}

/** Inserts any number of rows with one statement, prepared once for each connection. */
export function insertMany(table: string, columns: Columns) {
  const names = Object.keys(columns).map(snake).join(', ');
  const text = `INSERT INTO ${table} (${names}) SELECT * FROM ${unnest(columns)}`;
  return async (client: PoolClient, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return;
    await client.query({ name: `insert ${table}`, text, values: transpose(columns, rows) });
  };
}

/** Updates any number of rows with one statement, by workspaceId and id, which lead the columns. */
export function updateMany(table: string, columns: Columns) {
  const names = Object.keys(columns).map(snake);
  const assignments = names.slice(2).map((name) => `${name} = new.${name}`);
  const text =
    `UPDATE ${table} SET ${assignments.join(', ')} ` +
    `FROM ${unnest(columns)} AS new (${names.join(', ')}) ` +
    `WHERE ${table}.workspace_id = new.workspace_id AND ${table}.id = new.id`;
  return async (client: PoolClient, rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) return;
    await client.query({ name: `update ${table}`, text, values: transpose(columns, rows) });
  };
}

/** The columns of a table as a row of Schema: `t.last_message_id AS "lastMessageId"`. */
export function selectList(alias: string, columns: Columns): string {
  return Object.keys(columns)
    .map((name) => `${alias}.${snake(name)} AS "${name}"`)
    .join(', ');
}

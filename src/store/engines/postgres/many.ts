import { snakeCase } from '../../given.ts';
import { numbersLiteral, textsLiteral } from './array-literal.ts';

/** The columns of a table, or some of them, and their types, in the order of their parameters. */
export type Columns<Row = Record<string, unknown>> = {
  readonly [Name in keyof Row]: 'bigint' | 'text' | 'double precision';
};

/** A statement that each connection prepares once and then knows by its name. */
export type Statement = { readonly name: string; readonly text: string };

/** A statement that takes any number of rows, as one array a column. */
export type ManyStatement<Row> = Statement & { readonly columns: Columns<Row> };

/** Inserts rows in the order in which they are given. */
export function insertMany<Row>(table: string, columns: Columns<Row>): ManyStatement<Row> {
  const text = `INSERT INTO ${table} (${columnNames(columns)}) SELECT * FROM ${unnest(columns)}`;
  return { name: `insert ${table}`, text, columns };
}

/** Changes rows that are found by workspaceId and id, which lead the columns. */
export function updateMany<Row>(table: string, columns: Columns<Row>): ManyStatement<Row> {
  const names = Object.keys(columns).map(snakeCase);
  const assignments = names.slice(2).map((name) => `${name} = new.${name}`);
  const text =
    `UPDATE ${table} SET ${assignments.join(', ')} ` +
    `FROM ${unnest(columns)} AS new (${names.join(', ')}) ` +
    `WHERE ${table}.workspace_id = new.workspace_id AND ${table}.id = new.id`;
  return { name: `update ${table}`, text, columns };
}

/** The values of the rows, column by column. */
export function valuesOf<Row>(columns: Columns<Row>, rows: readonly Row[]): string[] {
  const values: string[] = [];
  for (const name in columns) {
    const column = rows.map((row) => row[name] as number | string | null);
    values.push(columns[name] === 'text' ? textsLiteral(column) : numbersLiteral(column));
  }
  return values;
}

/** `unnest($1::bigint[], $2::text[])`, one parameter a column. */
export function unnest(columns: Columns): string {
  const parts = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`);
  return `unnest(${parts.join(', ')})`;
}

export function columnNames(columns: Columns): string {
  return Object.keys(columns).map(snakeCase).join(', ');
}

/** The columns of a table as a row of Schema: `t.last_message_id AS "lastMessageId"`. */
export function selectList(alias: string, columns: Columns): string {
  return Object.keys(columns)
    .map((name) => `${alias}.${snakeCase(name)} AS "${name}"`)
    .join(', ');
}

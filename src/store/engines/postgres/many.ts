import type { Columns } from '../../column.ts';
import { compileValues } from '../../compiled.ts';
import type { SqlValue } from '../../compiled.ts';
import { snakeCase } from '../../snake-case.ts';
import { columnNames } from '../../table.ts';
import type { Table, ValuesOf } from '../../table.ts';
import { numbersLiteral, textsLiteral } from './array-literal.ts';

/** A statement that each connection prepares once and then knows by its name. */
export type Statement = { readonly name: string; readonly text: string };

/** A statement that takes any number of rows, as one array a column. */
export type ManyStatement<Values> = Statement & { readonly arraysOf: ArraysOf<Values> };

/** What makes of rows their values, column by column. */
type ArraysOf<Values> = (rows: readonly Values[]) => string[];

export function many<C extends Columns>(
  name: string,
  columns: C,
  text: string,
): ManyStatement<ValuesOf<C>> {
  return { name, text, arraysOf: arraysOf(columns) };
}

/** Inserts rows in the order in which they are given. */
export function insertMany<C extends Columns>({
  name,
  columns,
}: Table<C>): ManyStatement<ValuesOf<C>> {
  const text = `INSERT INTO ${name} (${columnNames(columns)}) SELECT * FROM ${unnest(columns)}`;
  return many(`insert ${name}`, columns, text);
}

/** Changes rows that are found by workspaceId and id, which lead the columns. */
export function updateMany<C extends Columns>(
  table: string,
  columns: C,
): ManyStatement<ValuesOf<C>> {
  const names = Object.keys(columns).map(snakeCase);
  const assignments = names.slice(2).map((name) => `${name} = new.${name}`);
  const text =
    `UPDATE ${table} SET ${assignments.join(', ')} ` +
    `FROM ${unnest(columns)} AS new (${names.join(', ')}) ` +
    `WHERE ${table}.workspace_id = new.workspace_id AND ${table}.id = new.id`;
  return many(`update ${table}`, columns, text);
}

export function arraysOf<C extends Columns>(columns: C): ArraysOf<ValuesOf<C>> {
  const valuesOf = compileValues<ValuesOf<C>>(columns);
  const literals = Object.values(columns).map(({ type }) =>
    type === 'text' ? textsLiteral : numbersLiteral,
  );
  return (rows) => {
    const values = rows.map(valuesOf);
    return literals.map((literal, index) => literal(values.map((row) => row[index] as SqlValue)));
  };
}

/** `unnest($1::bigint[], $2::text[])`, one parameter a column. */
export function unnest(columns: Columns): string {
  const parts = Object.values(columns).map(({ type }, index) => `$${index + 1}::${type}[]`);
  return `unnest(${parts.join(', ')})`;
}

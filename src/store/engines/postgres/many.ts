import type { Columns } from '../../column.ts';
import { compileValues } from '../../compiled.ts';
import type { SqlValue } from '../../compiled.ts';
import { snakeCase } from '../../snake-case.ts';
import { columnNames } from '../../table.ts';
import type { Table, ValuesOf } from '../../table.ts';
import { numbersLiteral, textsLiteral } from './array-literal.ts';

/** A statement that each connection prepares once and then knows by its name. */
export type Statement = { readonly name: string; readonly text: string };

/**
 * A statement that takes any number of rows of one workspace: that is its first parameter, and each
 * column an array. A database that is spread over machines by workspace knows from the first alone
 * where it has to go.
 */
export type ManyStatement<Values> = Statement & { readonly arraysOf: ArraysOf<Values> };

type WithoutWorkspace<C extends Columns> = Omit<C, 'workspaceId'> & Columns;

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
export function insertMany<C extends Columns>({ name, columns }: Table<C>) {
  const own = withoutWorkspace(columns);
  const text =
    `INSERT INTO ${name} (workspace_id, ${columnNames(own)}) ` +
    `SELECT $1::bigint, n.* FROM ${unnest(own)} AS n`;
  return many(`insert ${name}`, own, text);
}

/** Changes rows that are found by their id, which leads the columns after the workspace. */
export function updateMany<C extends Columns>(table: string, columns: C) {
  const own = withoutWorkspace(columns);
  const names = Object.keys(own).map(snakeCase);
  const assignments = names.slice(1).map((name) => `${name} = new.${name}`);
  const text =
    `UPDATE ${table} SET ${assignments.join(', ')} ` +
    `FROM ${unnest(own)} AS new (${names.join(', ')}) ` +
    `WHERE ${table}.workspace_id = $1 AND ${table}.id = new.id AND ${areFew('new.id')}`;
  return many(`update ${table}`, own, text);
}

/**
 * True of every id. A planner takes what is between two values for one in two hundred, and so the keys
 * for the few rows to begin with; else, without statistics, it may begin with all of a workspace.
 */
export const areFew = (id: string): string => `${id} BETWEEN 1 AND 9007199254740991`;

/** Those that differ from row to row. */
export function withoutWorkspace<C extends Columns>({ workspaceId: _, ...own }: C) {
  return own as WithoutWorkspace<C>;
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

/** `unnest($2::bigint[], $3::text[])`, one parameter a column after that of the workspace. */
export function unnest(columns: Columns): string {
  const parts = Object.values(columns).map(({ type }, index) => `$${index + 2}::${type}[]`);
  return `unnest(${parts.join(', ')})`;
}

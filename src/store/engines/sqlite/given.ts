import { sql } from 'kysely';
import type { Columns } from '../../column.ts';
import { compileValues } from '../../compiled.ts';
import type { SqlValue } from '../../compiled.ts';
import type { Given } from '../../given.ts';
import { snakeCase } from '../../snake-case.ts';

type Known = { list: string; valuesOf: (row: object) => SqlValue[] };

/** By columns, as they were described. */
const known = new WeakMap<Columns, Known>();

/** As one parameter, a JSON list of lists: a statement with a parameter a value would take longer. */
export const given: Given = (columns, rows) => {
  const { list, valuesOf } = known.get(columns) ?? describe(columns);
  const values = rows.map((row) => valuesOf(row).map(wellFormed));
  return sql`(SELECT ${sql.raw(list)} FROM json_each(${JSON.stringify(values)}))`;
};

function describe(columns: Columns): Known {
  const names = Object.keys(columns);
  const list = names.map((name, index) => `value ->> ${index} AS ${snakeCase(name)}`).join();
  const one = { list, valuesOf: compileValues<object>(columns) };
  known.set(columns, one);
  return one;
}

/** As it would be bound by itself. */
function wellFormed(value: SqlValue): SqlValue {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

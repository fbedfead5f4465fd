import { sql } from 'kysely';
import type { Given } from '../../given.ts';
import { snakeCase } from '../../given.ts';

const lists = new WeakMap<object, string>();

/** As one parameter, a JSON list of lists: a statement with a parameter a value would take longer. */
export const given: Given = (columns, rows) => {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  let list = lists.get(columns);
  if (list === undefined) {
    list = names.map((name, index) => `value ->> ${index} AS ${snakeCase(String(name))}`).join();
    lists.set(columns, list);
  }
  const values = rows.map((row) => names.map((name) => wellFormed(row[name])));
  return sql`(SELECT ${sql.raw(list)} FROM json_each(${JSON.stringify(values)}))`;
};

/** As it would be bound by itself. */
function wellFormed(value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

import { sql } from 'kysely';
import type { Columns } from '../../column.ts';
import type { Given } from '../../given.ts';
import { columnNames } from '../../table.ts';
import { arraysOf } from './many.ts';

/** By columns, as they were described: what makes arrays of their rows. */
const known = new WeakMap<Columns, ReturnType<typeof arraysOf>>();

/** As one array a column. */
export const given: Given = (columns, rows) => {
  const toArrays = known.get(columns) ?? arraysOf<Columns>(columns);
  known.set(columns, toArrays);
  const types = Object.values(columns).map(({ type }) => sql.raw(type));
  const arrays = toArrays(rows).map((literal, index) => sql`${literal}::${types[index]}[]`);
  return sql`(SELECT * FROM unnest(${sql.join(arrays)}) AS rows (${sql.raw(columnNames(columns))}))`;
};

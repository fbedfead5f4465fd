import { sql } from 'kysely';
import type { Given } from '../../given.ts';
import { columnNames, valuesOf } from './many.ts';

/** As one array a column. */
export const given: Given = (columns, rows) => {
  const types = Object.values<string>(columns);
  const arrays = valuesOf(columns, rows).map(
    (literal, index) => sql`${literal}::${sql.raw(types[index] ?? '')}[]`,
  );
  return sql`(SELECT * FROM unnest(${sql.join(arrays)}) AS rows (${sql.raw(columnNames(columns))}))`;
};

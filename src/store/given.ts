import type { RawBuilder } from 'kysely';
import type { Columns } from './column.ts';
import type { RowOf, ValuesOf } from './table.ts';

/**
 * Rows as a table that a statement selects from, to be named by it. The statement's text is the
 * same for any number of rows: built in no time, and prepared once.
 *
 * @example
 * sql`SELECT deliveries.id FROM ${tx.given(columns, claims)} AS given
 *   CROSS JOIN deliveries WHERE deliveries.id = given.id`
 */
export type Given = <C extends Columns>(
  columns: C,
  rows: readonly ValuesOf<C>[],
) => RawBuilder<RowOf<C>>;

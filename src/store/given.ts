import type { RawBuilder } from 'kysely';

/** The columns of rows that a statement is given, by PostgreSQL's names of their types. */
export type GivenColumns<Row> = { readonly [Name in keyof Row]: 'bigint' | 'text' };

/**
 * Rows as a table that a statement selects from, to be named by it. The statement's text is the
 * same for any number of rows: built in no time, and prepared once.
 *
 * @example
 * sql`SELECT deliveries.id FROM ${tx.given(columns, claims)} AS given
 *   CROSS JOIN deliveries WHERE deliveries.id = given.id`
 */
export type Given = <Row extends object>(
  columns: GivenColumns<Row>,
  rows: readonly Row[],
) => RawBuilder<Row>;

/** A column's name in SQL: `lastMessageId` as `last_message_id`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

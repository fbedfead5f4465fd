import type { ColumnType } from 'kysely';
import type { Column, Columns } from './column.ts';
import { compileFromRow, compileToRow } from './compiled.ts';
import { snakeCase } from './snake-case.ts';

/*
 * What a table holds, said once. From its columns come the type of its rows, the statements that
 * read and write them on both databases, and the way from a row to a noun of the domain and back.
 * That a new database has these columns and no others, a test sees (test/store/schema.test.ts).
 */

type Held<One> = One extends Column<infer Type> ? Type : never;
type Known<One> = One extends Column<infer _, infer Type> ? Type : never;

/** A row as SQL has it. */
export type RowOf<C extends Columns> = { -readonly [Name in keyof C]: Held<C[Name]> };

/** All that a row holds, as the domain has it. */
export type ValuesOf<C extends Columns> = { -readonly [Name in keyof C]: Known<C[Name]> };

/** The same without what is of the row alone. */
type NounOf<C extends Columns> = {
  -readonly [Name in keyof C as C[Name] extends { isRowOnly: true } ? never : Name]: Known<C[Name]>;
};

export type Table<C extends Columns = Columns> = {
  /** In SQL. */
  readonly name: string;
  readonly columns: C;
  readonly fromRow: (row: RowOf<C>) => NounOf<C>;
  readonly toRow: (values: ValuesOf<C>) => RowOf<C>;
};

export type Row<T extends { columns: Columns }> = RowOf<T['columns']>;
export type Noun<T extends { columns: Columns }> = NounOf<T['columns']>;

/** A table as Kysely sees it: what the database fills may be left out of an insert. */
export type KyselyTable<C extends Columns> = {
  -readonly [Name in keyof C]: C[Name] extends { isFilled: true }
    ? ColumnType<Held<C[Name]>, Held<C[Name]> | undefined, Held<C[Name]>>
    : Held<C[Name]>;
};

export function table<C extends Columns>(name: string, columns: C): Table<C> {
  return {
    name: snakeCase(name),
    columns,
    fromRow: compileFromRow(columns),
    toRow: compileToRow(columns),
  };
}

/** Some columns of a table, for statements that read, compare or change no others. */
export function pick<C extends Columns, Name extends keyof C & string>(
  { columns }: { columns: C },
  ...names: readonly Name[]
): Pick<C, Name> {
  return Object.fromEntries(names.map((name) => [name, columns[name]])) as Pick<C, Name>;
}

export function columnNames(columns: Columns): string {
  return Object.keys(columns).map(snakeCase).join(', ');
}

/** The columns of a row, on both databases: `t.last_message_id AS "lastMessageId"`. */
export function selectList(alias: string, columns: Columns): string {
  return Object.keys(columns)
    .map((name) => `${alias}.${snakeCase(name)} AS "${name}"`)
    .join(', ');
}

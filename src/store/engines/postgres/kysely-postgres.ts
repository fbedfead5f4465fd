import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type {
  PluginTransformResultArgs,
  PostgresPoolClient,
  QueryResult,
  UnknownRow,
} from 'kysely';
import type { QueryArrayResult } from 'pg';
import type { Schema } from '../../schema.ts';

type Values = readonly (string | number | null)[];
/** Answers each row as the list of its values. */
type Query = (text: string, values: Values) => Promise<QueryArrayResult<unknown[]>>;

/** Kysely over one open connection. Who has the connection begins, ends and gives it back. */
export function kyselyOver(query: Query): Kysely<Schema> {
  const client = {
    query: async (text: string, values: Values) => names.give(await query(text, values)),
    release: () => undefined,
  } as unknown as PostgresPoolClient;
  const pool = {
    connect: () => Promise.resolve(client),
    end: () => Promise.resolve(),
    options: {},
  };
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [names] });
}

/**
 * Each row is made once, under the names that it is known by. Made under those of its columns and
 * then anew it cost the event loop a tenth of a list (measured).
 */
class CamelCaseNames extends CamelCasePlugin {
  give({ fields, rows, ...rest }: QueryArrayResult<unknown[]>) {
    const columns = fields.map(({ name }) => this.camelCase(name));
    return { ...rest, rows: rows.map((values) => rowOf(columns, values)) };
  }

  override transformResult({
    result,
  }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return Promise.resolve(result);
  }
}

function rowOf(columns: readonly string[], values: readonly unknown[]): UnknownRow {
  const row: UnknownRow = {};
  for (const [index, column] of columns.entries()) row[column] = values[index];
  return row;
}

const names = new CamelCaseNames({ maintainNestedObjectKeys: true });

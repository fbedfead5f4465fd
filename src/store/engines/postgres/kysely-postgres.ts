import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import type { PostgresPoolClient } from 'kysely';
import type { Schema } from '../../schema.ts';

type Query = (text: string, values: readonly (string | number | null)[]) => Promise<unknown>;

/** Kysely over one open connection. Who has the connection begins, ends and gives it back. */
export function kyselyOver(query: Query): Kysely<Schema> {
  const client = { query, release: () => undefined } as unknown as PostgresPoolClient;
  const pool = {
    connect: () => Promise.resolve(client),
    end: () => Promise.resolve(),
    options: {},
  };
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

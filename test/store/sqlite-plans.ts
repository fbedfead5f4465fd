import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { kyselyOver } from '../../src/store/engines/sqlite/kysely-sqlite.ts';
import type { Schema } from '../../src/store/schema.ts';

/** Runs queries, and answers SQLite's plans of them as well, a line a step. */
export async function withPlans<T>(
  db: DatabaseSync,
  run: (queries: Kysely<Schema>) => Promise<T>,
): Promise<{ outcome: T; plans: string[] }> {
  const seen = new Set<string>();
  const recording = {
    prepare: (text: string) => {
      seen.add(text);
      return db.prepare(text);
    },
  } as DatabaseSync;
  const outcome = await run(kyselyOver(recording));
  const plans = [...seen].flatMap((text) => {
    const rows = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[];
    return rows.map(({ detail }) => detail);
  });
  return { outcome, plans };
}

import type { Pool, PoolClient } from 'pg';
import { migrations, refuseNewer } from '../../migrations/migrations.ts';
import type { Migration } from '../../migrations/migrations.ts';
import { LOCKS } from './locks.ts';

const TABLE = `CREATE TABLE migrations (
  version bigint PRIMARY KEY,
  name text NOT NULL
)`;

/** Brings the database to the newest schema, each step as one transaction; nodes may start at once. */
export async function migratePostgres(
  pool: Pool,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  const client = await pool.connect();
  try {
    for (const step of steps) await takeStep(client, step);
    client.release();
  } catch (error) {
    // Ends the connection, and with it the transaction and its lock.
    client.release(true);
    throw error;
  }
}

/** Looks under the lock: another node may have taken the step meanwhile. */
async function takeStep(client: PoolClient, step: Migration): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.migration]);
  // Not IF NOT EXISTS, which needs the right to create tables even where there is nothing to do.
  const found = await client.query(`SELECT to_regclass('migrations') AS name`);
  if ((found.rows[0] as { name: string | null }).name === null) await client.query(TABLE);
  const { rows } = await client.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) AS version FROM migrations',
  );
  const version = rows[0]?.version ?? 0;
  refuseNewer(version);
  if (step.version > version) {
    for (const statement of step.postgres) await client.query(statement);
    await client.query('INSERT INTO migrations (version, name) VALUES ($1, $2)', [
      step.version,
      step.name,
    ]);
  }
  await client.query('COMMIT');
}

import type { Pool } from 'pg';
import { migrations, refuseNewer } from '../../migrations/migrations.ts';

/** One node at a time; below zero, where no workspace's lock is. */
const MIGRATION_LOCK = -1;

/** Brings the database to the newest schema; several nodes may start at once. */
export async function migratePostgres(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (version bigint PRIMARY KEY, name text NOT NULL)',
    );
    const { rows } = await client.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM migrations',
    );
    const version = rows[0]?.version ?? 0;
    refuseNewer(version);
    for (const migration of migrations) {
      if (migration.version <= version) continue;
      await client.query('BEGIN');
      for (const statement of migration.postgres) await client.query(statement);
      await client.query('INSERT INTO migrations VALUES ($1, $2)', [
        migration.version,
        migration.name,
      ]);
      await client.query('COMMIT');
    }
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    client.release();
  } catch (error) {
    // Ends the connection, and with it the lock and any transaction.
    client.release(true);
    throw error;
  }
}

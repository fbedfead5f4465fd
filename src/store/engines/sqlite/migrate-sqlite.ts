import { migrations, refuseNewer } from '../../migrations/migrations.ts';
import type { Migration } from '../../migrations/migrations.ts';
import { openWriterConnection } from './connection.ts';

/** Brings the database at `path` to the newest schema; each step is one transaction. */
export function migrateSqlite(path: string, steps: readonly Migration[] = migrations): void {
  const db = openWriterConnection(path);
  try {
    const version = () => {
      const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
      return row.user_version;
    };
    refuseNewer(version());
    for (const migration of steps) {
      if (migration.version <= version()) continue;
      db.exec('BEGIN IMMEDIATE');
      // Another process may have taken this step while we waited for the lock.
      if (migration.version > version()) {
        for (const statement of migration.sqlite) db.exec(statement);
        db.exec(`PRAGMA user_version = ${migration.version}`);
      }
      db.exec('COMMIT');
    }
  } finally {
    db.close();
  }
}

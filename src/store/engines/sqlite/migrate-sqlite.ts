import type { DatabaseSync } from 'node:sqlite';
import { migrations, refuseNewer } from '../../migrations/migrations.ts';
import type { Migration } from '../../migrations/migrations.ts';
import { openLoneConnection, openWriterConnection } from './connection.ts';

/** Brings the database at `path` to the newest schema; each step is one transaction. */
export function migrateSqlite(path: string, steps: readonly Migration[] = migrations): void {
  const db = openWriterConnection(path);
  try {
    refuseNewer(versionOf(db));
    for (const migration of steps) {
      if (migration.version <= versionOf(db)) continue;
      db.exec('BEGIN IMMEDIATE');
      // Another process may have taken this step while we waited for the lock.
      if (migration.version > versionOf(db)) {
        for (const statement of migration.sqlite) db.exec(statement);
        db.exec(`PRAGMA user_version = ${migration.version}`);
      }
      db.exec('COMMIT');
    }
  } finally {
    db.close();
  }
}

/** Throws a sentence where the database cannot be read as it is: nothing can be written to it now. */
export function refuseUnmigrated(path: string): void {
  const db = openLoneConnection(path);
  try {
    const newest = migrations.at(-1)?.version ?? 0;
    if (versionOf(db) === newest) return;
  } finally {
    db.close();
  }
  throw new Error(
    `${path} cannot be written: there is no room on the disk. Make some, and start again.`,
  );
}

function versionOf(db: DatabaseSync): number {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  return row.user_version;
}

import { DatabaseSync } from 'node:sqlite';

/**
 * SQLite from 3.7.0 to 3.51.2 can corrupt a database in WAL mode when a checkpoint resets the log
 * (https://sqlite.org/wal.html#walresetbug), so nothing older is opened.
 */
const FLOOR = [3, 51, 3] as const;

/**
 * A third more grouped writes a second than with the default 2 MiB (measured). No more than this:
 * after a group that split a page of an index, SQLite looks at every page that it keeps, so that
 * 64 MiB are 5 to 8 % slower, and the memory is missed elsewhere.
 */
const WRITER_CACHE_KIB = 16 * 1024;
const READER_CACHE_KIB = 16 * 1024;
/** In pages; measured together with the cache. The log stays near 40 MB under load. */
const CHECKPOINT_PAGES = 10_000;
/** How long a statement waits for another process (a CLI command) that holds the write lock. */
const BUSY_MS = 5_000;

export function openWriterConnection(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_MS, defensive: true });
  try {
    refuseOldSqlite(db);
    db.exec('PRAGMA journal_mode = WAL');
    // A success answer means that the message is on disk: FULL syncs the log at every commit.
    db.exec('PRAGMA synchronous = FULL');
    db.exec(`PRAGMA cache_size = -${WRITER_CACHE_KIB}`);
    db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.exec('PRAGMA mmap_size = 0');
  } catch (error) {
    // Left open it would keep its locks.
    db.close();
    throw error;
  }
  return db;
}

export function openReaderConnection(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
  db.exec(`PRAGMA cache_size = -${READER_CACHE_KIB}`);
  db.exec('PRAGMA mmap_size = 0');
  return db;
}

/**
 * Reads on a full disk: the only connection keeps in memory what several share in a file of 32 KiB
 * (https://sqlite.org/wal.html#noshm). It may not be read-only, as it takes the write lock for that.
 */
export function openLoneConnection(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: BUSY_MS, defensive: true });
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec(`PRAGMA cache_size = -${READER_CACHE_KIB}`);
  db.exec('PRAGMA mmap_size = 0');
  return db;
}

function refuseOldSqlite(db: DatabaseSync): void {
  const row = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  if (!isAtLeastFloor(row.version)) {
    throw new Error(
      `This Node carries SQLite ${row.version}, which can corrupt a database in WAL mode; ` +
        `Inlet needs SQLite ${FLOOR.join('.')} or newer. Use Node 24.21 or newer.`,
    );
  }
}

/** Whether a version such as `3.53.4` is free of the WAL reset bug. */
export function isAtLeastFloor(version: string): boolean {
  const parts = version.split('.').map(Number);
  for (const [index, floor] of FLOOR.entries()) {
    const part = parts[index] ?? 0;
    if (part !== floor) return part > floor;
  }
  return true;
}

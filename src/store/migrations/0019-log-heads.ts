import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // The server's own: how far the log of each workspace has come, and from where on it is there.
  `CREATE TABLE log_heads (
    workspace INTEGER NOT NULL PRIMARY KEY,
    head INTEGER NOT NULL,
    oldest INTEGER NOT NULL
  ) STRICT`,
  // Each appending transaction writes its row again: there has to be room for that beside it.
  { postgres: [`ALTER TABLE log_heads SET (fillfactor = 50)`] },
  `INSERT INTO log_heads (workspace, head, oldest)
    SELECT workspace_id, max(id), 0 FROM events GROUP BY workspace_id`,
]);

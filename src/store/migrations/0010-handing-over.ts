import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // What the person is called in this workspace; null: as on the server.
  `ALTER TABLE memberships ADD COLUMN name TEXT`,
  // Sessions up to this id do not reach the workspace any more; ids only grow.
  `ALTER TABLE memberships ADD COLUMN sessions_after INTEGER NOT NULL DEFAULT 0`,
  // The login that it was made in; null: by a command, or by a token of none.
  `ALTER TABLE tokens ADD COLUMN session_id INTEGER`,
  `ALTER TABLE grants ADD COLUMN session_id INTEGER`,
  // A row goes once its link was used, or a newer one was made.
  `CREATE TABLE one_time_links (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    purpose TEXT NOT NULL CHECK (purpose IN ('welcome', 'login')),
    user_id INTEGER NOT NULL,
    workspace_id INTEGER NOT NULL,
    role TEXT CHECK (role IN ('admin', 'agent', 'viewer')),
    name TEXT,
    made_by TEXT NOT NULL CHECK (made_by IN ('operator', 'admin')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX one_time_links_by_user ON one_time_links (user_id, workspace_id)`,
  `CREATE INDEX one_time_links_by_end ON one_time_links (expires_at)`,
]);

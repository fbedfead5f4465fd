/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // What the person is called in this workspace; null: as on the server.
  `ALTER TABLE memberships ADD COLUMN name text`,
  // Sessions up to this id do not reach the workspace any more; ids only grow.
  `ALTER TABLE memberships ADD COLUMN sessions_after bigint NOT NULL DEFAULT 0`,
  // The login that it was made in; null: by a command, or by a token of none.
  `ALTER TABLE tokens ADD COLUMN session_id bigint`,
  `ALTER TABLE grants ADD COLUMN session_id bigint`,
  // A row goes once its link was used, or a newer one was made.
  `CREATE TABLE one_time_links (
    id bigint PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    purpose text NOT NULL CHECK (purpose IN ('welcome', 'login')),
    user_id bigint NOT NULL,
    workspace_id bigint NOT NULL,
    role text CHECK (role IN ('admin', 'agent', 'viewer')),
    name text,
    made_by text NOT NULL CHECK (made_by IN ('operator', 'admin')),
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL
  )`,
  `CREATE INDEX one_time_links_by_user ON one_time_links (user_id, workspace_id)`,
  `CREATE INDEX one_time_links_by_end ON one_time_links (expires_at)`,
];

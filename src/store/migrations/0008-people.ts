import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `ALTER TABLE memberships ADD COLUMN disabled_at INTEGER`,
  `ALTER TABLE users ADD COLUMN password_changed_at INTEGER`,
  // JSON: addresses and ranges from which the token is taken; null: from anywhere.
  `ALTER TABLE tokens ADD COLUMN allowed_addresses TEXT`,
  // The token may do no more than this role, whatever its user's is; null: what its user may.
  `ALTER TABLE tokens ADD COLUMN role_limit TEXT CHECK (role_limit IN ('admin', 'agent', 'viewer'))`,
  // Inlet's own tokens could do all that their user's role allowed: now that is said in scopes.
  `UPDATE tokens SET scopes = '["inbox:read","inbox:write","channels:write","manage"]'
    WHERE vendor IS NULL AND scopes = '[]'`,
  `UPDATE tokens SET scopes = '["inbox:read","inbox:write","channels:write","manage","operator"]'
    WHERE vendor IS NULL AND scopes = '["operator"]'`,
  `CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL,
    workspace_id INTEGER,
    address TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) STRICT`,
  `CREATE INDEX sessions_by_user ON sessions (user_id, id)`,
  `CREATE INDEX sessions_by_end ON sessions (expires_at)`,
  `CREATE TABLE login_attempts (
    key TEXT PRIMARY KEY,
    attempts INTEGER NOT NULL,
    resets_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX login_attempts_by_end ON login_attempts (resets_at)`,
  // The newest link of each chain: to append is to hold this row until the transaction ends.
  `CREATE TABLE audit_heads (
    workspace_id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE audit_entries (
    workspace_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor_kind TEXT NOT NULL CHECK (actor_kind IN ('user', 'token', 'command', 'nobody')),
    actor_id INTEGER,
    actor_name TEXT NOT NULL,
    address TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (workspace_id, position)
  ) STRICT, WITHOUT ROWID`,
  {
    sqlite: [
      `CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END`,
      // They go with their workspace, whose own row goes first.
      `CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries
    WHEN OLD.workspace_id = 0 OR EXISTS (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id)
    BEGIN SELECT RAISE(ABORT, 'The audit log is only ever added to.'); END`,
    ],
    postgres: [
      `CREATE FUNCTION inlet_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The audit log is only ever added to.'; END $$`,
      `CREATE TRIGGER audit_entries_never_change BEFORE UPDATE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION inlet_refuse_audit_change()`,
      // They go with their workspace, whose own row goes first.
      `CREATE FUNCTION inlet_keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.workspace_id <> 0 AND NOT EXISTS
        (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id) THEN RETURN OLD;
      END IF;
      RAISE EXCEPTION 'The audit log is only ever added to.';
    END $$`,
      `CREATE TRIGGER audit_entries_stay BEFORE DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION inlet_keep_audit()`,
    ],
  },
]);

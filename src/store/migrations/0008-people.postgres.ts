/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `ALTER TABLE memberships ADD COLUMN disabled_at bigint`,
  `ALTER TABLE users ADD COLUMN password_changed_at bigint`,
  // JSON: addresses and ranges from which the token is taken; null: from anywhere.
  `ALTER TABLE tokens ADD COLUMN allowed_addresses text`,
  // The token may do no more than this role, whatever its user's is; null: what its user may.
  `ALTER TABLE tokens ADD COLUMN role_limit text CHECK (role_limit IN ('admin', 'agent', 'viewer'))`,
  // Inlet's own tokens could do all that their user's role allowed: now that is said in scopes.
  `UPDATE tokens SET scopes = '["inbox:read","inbox:write","channels:write","manage"]'
    WHERE vendor IS NULL AND scopes = '[]'`,
  `UPDATE tokens SET scopes = '["inbox:read","inbox:write","channels:write","manage","operator"]'
    WHERE vendor IS NULL AND scopes = '["operator"]'`,
  `CREATE TABLE sessions (
    id bigint PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    user_id bigint NOT NULL,
    workspace_id bigint,
    address text NOT NULL,
    user_agent text NOT NULL,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    revoked_at bigint
  )`,
  `CREATE INDEX sessions_by_user ON sessions (user_id, id)`,
  `CREATE INDEX sessions_by_end ON sessions (expires_at)`,
  `CREATE TABLE login_attempts (
    key text PRIMARY KEY,
    attempts bigint NOT NULL,
    resets_at bigint NOT NULL
  )`,
  `CREATE INDEX login_attempts_by_end ON login_attempts (resets_at)`,
  // The newest link of each chain: to append is to hold this row until the transaction ends.
  `CREATE TABLE audit_heads (
    workspace_id bigint PRIMARY KEY,
    position bigint NOT NULL,
    hash text NOT NULL
  )`,
  `CREATE TABLE audit_entries (
    workspace_id bigint NOT NULL,
    position bigint NOT NULL,
    at bigint NOT NULL,
    actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'token', 'command', 'nobody')),
    actor_id bigint,
    actor_name text NOT NULL,
    address text NOT NULL,
    action text NOT NULL,
    object text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
    details text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (workspace_id, position)
  )`,
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
];

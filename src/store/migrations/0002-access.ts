import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `ALTER TABLE apps ADD COLUMN workspace_id INTEGER`,
  `ALTER TABLE apps ADD COLUMN owner_user_id INTEGER`,
  `ALTER TABLE apps ADD COLUMN redirect_uris TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE apps ADD COLUMN scopes TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE apps ADD COLUMN manifest TEXT`,
  `ALTER TABLE apps ADD COLUMN delivery_url TEXT`,
  `ALTER TABLE apps ADD COLUMN is_public INTEGER NOT NULL DEFAULT 0`,
  `CREATE INDEX apps_by_workspace ON apps (workspace_id, id)`,
  `CREATE INDEX installations_by_app ON installations (app_id)`,
  `ALTER TABLE tokens ADD COLUMN grant_id INTEGER`,
  `ALTER TABLE tokens ADD COLUMN audience TEXT`,
  `CREATE INDEX tokens_by_grant ON tokens (workspace_id, grant_id) WHERE grant_id IS NOT NULL`,
  `CREATE TABLE app_secrets (
    id INTEGER PRIMARY KEY,
    app_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    box TEXT NOT NULL,
    last_four TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT`,
  `CREATE INDEX app_secrets_by_app ON app_secrets (app_id)`,
  `CREATE TABLE providers (
    id INTEGER PRIMARY KEY,
    app_id INTEGER NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    delivery_url TEXT,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX providers_by_app ON providers (app_id, id)`,
  `CREATE TABLE grants (
    workspace_id INTEGER NOT NULL,
    id ID,
    app_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    scopes TEXT NOT NULL,
    audience TEXT,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
  ) STRICT`,
  `CREATE INDEX grants_by_app ON grants (workspace_id, app_id, id)`,
  `CREATE INDEX grants_by_user ON grants (workspace_id, user_id, id)`,
  `CREATE TABLE grant_workspaces (
    workspace_id INTEGER NOT NULL,
    grant_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, grant_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX grant_workspaces_by_grant ON grant_workspaces (grant_id)`,
  `CREATE TABLE authorization_codes (
    workspace_id INTEGER NOT NULL,
    id ID,
    hash TEXT NOT NULL UNIQUE,
    grant_id INTEGER NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) STRICT`,
  `CREATE INDEX authorization_codes_by_grant ON authorization_codes (workspace_id, grant_id)`,
  `CREATE TABLE refresh_tokens (
    workspace_id INTEGER NOT NULL,
    id ID,
    hash TEXT NOT NULL UNIQUE,
    grant_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    replaced_at INTEGER
  ) STRICT`,
  `CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (workspace_id, grant_id)`,
]);

/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `ALTER TABLE apps ADD COLUMN workspace_id bigint`,
  `ALTER TABLE apps ADD COLUMN owner_user_id bigint`,
  `ALTER TABLE apps ADD COLUMN redirect_uris text NOT NULL DEFAULT '[]'`,
  `ALTER TABLE apps ADD COLUMN scopes text NOT NULL DEFAULT '[]'`,
  `ALTER TABLE apps ADD COLUMN manifest text`,
  `ALTER TABLE apps ADD COLUMN delivery_url text`,
  `ALTER TABLE apps ADD COLUMN is_public bigint NOT NULL DEFAULT 0`,
  `CREATE INDEX apps_by_workspace ON apps (workspace_id, id)`,
  `CREATE INDEX installations_by_app ON installations (app_id)`,
  `ALTER TABLE tokens ADD COLUMN grant_id bigint`,
  `ALTER TABLE tokens ADD COLUMN audience text`,
  `CREATE INDEX tokens_by_grant ON tokens (workspace_id, grant_id) WHERE grant_id IS NOT NULL`,
  `CREATE TABLE app_secrets (
    id bigint PRIMARY KEY,
    app_id bigint NOT NULL,
    hash text NOT NULL,
    box text NOT NULL,
    last_four text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint
  )`,
  `CREATE INDEX app_secrets_by_app ON app_secrets (app_id)`,
  `CREATE TABLE providers (
    id bigint PRIMARY KEY,
    app_id bigint NOT NULL,
    external_id text COLLATE "C" NOT NULL UNIQUE,
    name text NOT NULL,
    type text NOT NULL,
    delivery_url text,
    attributes text NOT NULL,
    created_at bigint NOT NULL
  )`,
  `CREATE INDEX providers_by_app ON providers (app_id, id)`,
  `CREATE TABLE grants (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    app_id bigint NOT NULL,
    user_id bigint NOT NULL,
    scopes text NOT NULL,
    audience text,
    attributes text NOT NULL,
    created_at bigint NOT NULL,
    revoked_at bigint,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE INDEX grants_by_app ON grants (workspace_id, app_id, id)`,
  `CREATE TABLE grant_workspaces (
    workspace_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, grant_id)
  )`,
  `CREATE INDEX grant_workspaces_by_grant ON grant_workspaces (grant_id)`,
  `CREATE TABLE authorization_codes (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    hash text NOT NULL UNIQUE,
    grant_id bigint NOT NULL,
    redirect_uri text NOT NULL,
    challenge text,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE INDEX authorization_codes_by_grant ON authorization_codes (workspace_id, grant_id)`,
  `CREATE TABLE refresh_tokens (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    hash text NOT NULL UNIQUE,
    grant_id bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    replaced_at bigint,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (workspace_id, grant_id)`,
];

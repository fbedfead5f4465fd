/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `CREATE TABLE businesses (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    vendor text NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    city text,
    zipcode text,
    country text,
    formatted_address text,
    created_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE UNIQUE INDEX businesses_by_external_id ON businesses (workspace_id, vendor, external_id)`,
  `ALTER TABLE tokens ADD COLUMN disabled_at bigint`,
  `CREATE TABLE token_workspaces (
    workspace_id bigint NOT NULL,
    token_id bigint NOT NULL,
    PRIMARY KEY (token_id, workspace_id)
  )`,
  `CREATE INDEX token_workspaces_by_workspace ON token_workspaces (workspace_id)`,
  `CREATE TABLE signing_keys (
    workspace_id bigint PRIMARY KEY,
    id bigint NOT NULL,
    public_key text NOT NULL,
    box text NOT NULL,
    created_at bigint NOT NULL
  )`,
  `ALTER TABLE channels ADD COLUMN is_readonly bigint NOT NULL DEFAULT 0 CHECK (is_readonly IN (0, 1))`,
  `ALTER TABLE channels ADD COLUMN business_ids text`,
  `ALTER TABLE conversations ADD COLUMN business_id bigint`,
  // Partial, so that conversations without a business pay nothing.
  `CREATE INDEX conversations_of_businesses
    ON conversations (workspace_id, active_at, id) WHERE business_id IS NOT NULL`,
  `CREATE INDEX conversations_by_business
    ON conversations (workspace_id, business_id, active_at, id) WHERE business_id IS NOT NULL`,
];

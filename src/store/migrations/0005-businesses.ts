import { believed, inBoth } from './in-both.ts';

/** What SQLite is to believe of the new indexes; see 0001-initial. */
const STATISTICS = [
  ['businesses', 'businesses_by_external_id', '10000 1000 1000 1'],
  ['businesses', 'businesses_by_workspace', '10000 1000 1'],
  ['token_workspaces', 'token_workspaces', '1000 5 1'],
  ['token_workspaces', 'token_workspaces_by_workspace', '1000 5'],
  ['conversations', 'conversations_of_businesses', '1000000 1000000 2 1'],
  ['conversations', 'conversations_by_business', '1000000 1000000 10000 2 1'],
] as const;

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `CREATE TABLE businesses (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    city TEXT,
    zipcode TEXT,
    country TEXT,
    formatted_address TEXT,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX businesses_by_external_id ON businesses (workspace_id, vendor, external_id)`,
  { sqlite: [`CREATE INDEX businesses_by_workspace ON businesses (workspace_id, id)`] },
  `ALTER TABLE tokens ADD COLUMN disabled_at INTEGER`,
  `CREATE TABLE token_workspaces (
    workspace_id INTEGER NOT NULL,
    token_id INTEGER NOT NULL,
    PRIMARY KEY (token_id, workspace_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX token_workspaces_by_workspace ON token_workspaces (workspace_id)`,
  `CREATE TABLE signing_keys (
    workspace_id INTEGER PRIMARY KEY,
    id INTEGER NOT NULL,
    public_key TEXT NOT NULL,
    box TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `ALTER TABLE channels ADD COLUMN is_readonly INTEGER NOT NULL DEFAULT 0 CHECK (is_readonly IN (0, 1))`,
  `ALTER TABLE channels ADD COLUMN business_ids TEXT`,
  `ALTER TABLE conversations ADD COLUMN business_id INTEGER`,
  // Partial, so that conversations without a business pay nothing.
  `CREATE INDEX conversations_of_businesses
    ON conversations (workspace_id, active_at, id) WHERE business_id IS NOT NULL`,
  `CREATE INDEX conversations_by_business
    ON conversations (workspace_id, business_id, active_at, id) WHERE business_id IS NOT NULL`,
  believed(STATISTICS),
]);

import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // A client id is its owner's choice, and two owners may choose the same; SQLite drops a UNIQUE
  // constraint only with its table.
  {
    sqlite: [
      `CREATE TABLE apps_of_owners (
    id INTEGER PRIMARY KEY,
    vendor TEXT NOT NULL,
    client_id TEXT NOT NULL,
    name TEXT NOT NULL,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    workspace_id INTEGER,
    owner_user_id INTEGER,
    redirect_uris TEXT NOT NULL DEFAULT '[]',
    scopes TEXT NOT NULL DEFAULT '[]',
    manifest TEXT,
    delivery_url TEXT,
    is_public INTEGER NOT NULL DEFAULT 0
  ) STRICT`,
      `INSERT INTO apps_of_owners SELECT id, vendor, client_id, name, attributes, created_at, workspace_id,
    owner_user_id, redirect_uris, scopes, manifest, delivery_url, is_public FROM apps`,
      `DROP TABLE apps`,
      `ALTER TABLE apps_of_owners RENAME TO apps`,
      `CREATE INDEX apps_by_workspace ON apps (workspace_id, id)`,
    ],
    postgres: [`ALTER TABLE apps DROP CONSTRAINT apps_client_id_key`],
  },
  `CREATE UNIQUE INDEX apps_by_client ON apps (client_id, coalesce(workspace_id, 0))`,
]);

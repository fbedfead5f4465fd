/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // A client id is its owner's choice, and two owners may choose the same.
  `ALTER TABLE apps DROP CONSTRAINT apps_client_id_key`,
  `CREATE UNIQUE INDEX apps_by_client ON apps (client_id, coalesce(workspace_id, 0))`,
];

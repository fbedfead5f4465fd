/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // Two, as a column that IS NULL takes no part in PostgreSQL's order: with one, nobody's are sorted.
  `CREATE INDEX conversations_of_assignees
    ON conversations (workspace_id, assigned_user_id, active_at, id)
    WHERE status = 'open' AND assigned_user_id IS NOT NULL`,
  `CREATE INDEX conversations_of_nobody
    ON conversations (workspace_id, active_at, id)
    WHERE status = 'open' AND assigned_user_id IS NULL`,
];

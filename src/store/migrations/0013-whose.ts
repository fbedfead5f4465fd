import { believed, inBoth } from './in-both.ts';

/** What SQLite is to believe of the new indexes; see 0001-initial. */
const STATISTICS = [
  ['conversations', 'conversations_of_assignees', '100000 100000 1000 2 1'],
  ['conversations', 'conversations_of_nobody', '100000 100000 2 1'],
] as const;

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // Open ones only, each in one of the two: closed conversations, which are most, cost nothing.
  `CREATE INDEX conversations_of_assignees
    ON conversations (workspace_id, assigned_user_id, active_at, id)
    WHERE status = 'open' AND assigned_user_id IS NOT NULL`,
  `CREATE INDEX conversations_of_nobody
    ON conversations (workspace_id, active_at, id)
    WHERE status = 'open' AND assigned_user_id IS NULL`,
  believed(STATISTICS),
]);

import { believed, inBoth } from './in-both.ts';

/** As in 0001: what SQLite is to believe of the new indexes. */
const STATISTICS = [
  ['conversations', 'conversations_by_contact', '1000000 10000 1'],
  ['messages', 'messages_by_thread', '100000 1000 2 1'],
  ['messages', 'messages_written', '1000000 100000 2 1'],
  ['messages', 'messages_changed', '1000000 100000 2 1'],
  ['scheduled_replies', 'scheduled_replies', '10000 1000 1'],
  ['scheduled_replies', 'scheduled_replies_due', '10000 1'],
] as const;

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `ALTER TABLE conversations ADD COLUMN last_message_type TEXT`,
  `CREATE UNIQUE INDEX conversations_by_contact
    ON conversations (workspace_id, contact_id) WHERE channel_id IS NULL AND deleted_at IS NULL`,
  `ALTER TABLE messages ADD COLUMN type TEXT`,
  `ALTER TABLE messages ADD COLUMN thread_id INTEGER`,
  `CREATE INDEX messages_by_thread
    ON messages (workspace_id, thread_id, id) WHERE thread_id IS NOT NULL`,
  // Lists of all messages of a workspace, which only vendors with types of messages have.
  `CREATE INDEX messages_written ON messages (workspace_id, written_at, id) WHERE type IS NOT NULL`,
  `CREATE INDEX messages_changed ON messages (workspace_id, updated_at, id) WHERE type IS NOT NULL`,
  // Replies that wait for the time at which they are to go out.
  `CREATE TABLE scheduled_replies (
    workspace_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    vendor TEXT NOT NULL,
    receiver TEXT NOT NULL,
    reply_by INTEGER,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX scheduled_replies_due ON scheduled_replies (due_at)`,
  believed(STATISTICS),
]);

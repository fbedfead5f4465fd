/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `ALTER TABLE conversations ADD COLUMN last_message_type text`,
  `CREATE UNIQUE INDEX conversations_by_contact
    ON conversations (workspace_id, contact_id) WHERE channel_id IS NULL AND deleted_at IS NULL`,
  `ALTER TABLE messages ADD COLUMN type text`,
  `ALTER TABLE messages ADD COLUMN thread_id bigint`,
  `CREATE INDEX messages_by_thread
    ON messages (workspace_id, thread_id, id) WHERE thread_id IS NOT NULL`,
  // Lists of all messages of a workspace, which only vendors with types of messages have.
  `CREATE INDEX messages_written ON messages (workspace_id, written_at, id) WHERE type IS NOT NULL`,
  `CREATE INDEX messages_changed ON messages (workspace_id, updated_at, id) WHERE type IS NOT NULL`,
  // Replies that wait for the time at which they are to go out.
  `CREATE TABLE scheduled_replies (
    workspace_id bigint NOT NULL,
    message_id bigint NOT NULL,
    conversation_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    vendor text NOT NULL,
    receiver text NOT NULL,
    reply_by bigint,
    due_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
  )`,
  `CREATE INDEX scheduled_replies_due ON scheduled_replies (due_at)`,
];

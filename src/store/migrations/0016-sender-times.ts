import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // A sender's own time where it lay more than a minute after arrival; written_at is what it counts as.
  `ALTER TABLE messages ADD COLUMN said_at INTEGER`,
  `UPDATE messages SET said_at = written_at, written_at = received_at + 60000
    WHERE written_at > received_at + 60000`,
  // What stands last where such a message did.
  `UPDATE conversations SET (last_message_id, active_at, last_message_preview,
      last_message_direction, last_message_type) = (
      SELECT m.id, m.written_at, substr(m.text, 1, 140), m.direction, m.type FROM messages m
      WHERE m.workspace_id = conversations.workspace_id AND m.conversation_id = conversations.id
      ORDER BY m.written_at DESC, m.id DESC LIMIT 1)
    WHERE EXISTS (SELECT 1 FROM messages m WHERE m.workspace_id = conversations.workspace_id
      AND m.id = conversations.last_message_id AND m.said_at IS NOT NULL)`,
]);

import type { DatabaseSync } from 'node:sqlite';

const CONVERSATION = `workspace_id AS workspaceId, id, vendor, channel_id AS channelId,
  external_id AS externalId, contact_id AS contactId, business_id AS businessId, status, link,
  assigned_user_id AS assignedUserId, unread_count AS unreadCount,
  read_through_id AS readThroughId, last_message_id AS lastMessageId, active_at AS activeAt,
  last_message_preview AS lastMessagePreview, last_message_direction AS lastMessageDirection,
  last_message_type AS lastMessageType, attributes, created_at AS createdAt,
  updated_at AS updatedAt, deleted_at AS deletedAt`;

const CONTACT = `workspace_id AS workspaceId, id, vendor, channel_id AS channelId,
  external_id AS externalId, name, avatar_url AS avatarUrl, email, phone, attributes,
  created_at AS createdAt, updated_at AS updatedAt`;

/** The prepared statements of the accept path, in the order of columns that group-writer.ts binds. */
export function prepareGroupStatements(db: DatabaseSync) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    dataVersion: db.prepare('PRAGMA data_version'),
    readCounter: db.prepare(`SELECT value FROM counters WHERE name = 'id'`),
    writeCounter: db.prepare(`UPDATE counters SET value = ? WHERE name = 'id'`),

    findChannel: db.prepare(
      `SELECT workspace_id AS workspaceId, id, vendor, app_id AS appId, external_id AS externalId,
         name, avatar_url AS avatarUrl, attributes, user_id AS userId,
         is_readonly AS isReadonly, business_ids AS businessIds, created_at AS createdAt,
         deleted_at AS deletedAt
       FROM channels
       WHERE workspace_id = ? AND app_id = ? AND external_id = ? AND deleted_at IS NULL`,
    ),
    findConversation: db.prepare(
      `SELECT ${CONVERSATION} FROM conversations
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ? AND deleted_at IS NULL`,
    ),
    findConversationOfContact: db.prepare(
      `SELECT ${CONVERSATION} FROM conversations
       WHERE workspace_id = ? AND contact_id = ? AND channel_id IS NULL AND deleted_at IS NULL`,
    ),
    findConversationById: db.prepare(
      `SELECT ${CONVERSATION} FROM conversations
       WHERE id = ? AND workspace_id = ? AND channel_id IS NULL AND deleted_at IS NULL`,
    ),
    findDeletedConversation: db.prepare(
      `SELECT id FROM conversations WHERE id = ? AND deleted_at IS NOT NULL`,
    ),
    findParticipant: db.prepare(
      `SELECT workspace_id AS workspaceId, id, conversation_id AS conversationId,
         contact_id AS contactId, external_id AS externalId, role, name,
         is_placeholder AS isPlaceholder, avatar_url AS avatarUrl, created_at AS createdAt
       FROM participants WHERE workspace_id = ? AND conversation_id = ? AND external_id = ?`,
    ),
    findContact: db.prepare(
      `SELECT ${CONTACT} FROM contacts
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ?`,
    ),
    findContactById: db.prepare(
      `SELECT ${CONTACT} FROM contacts WHERE id = ? AND workspace_id = ? AND channel_id IS NULL`,
    ),
    // Answered from the unique index alone: nearly every look-up finds nothing.
    findMessageId: db.prepare(
      `SELECT id FROM messages
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ? AND identity_scope = ?`,
    ),
    findResentId: db.prepare(
      `SELECT message_id AS id FROM former_identities
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ? AND identity_scope = ?`,
    ),
    findReply: db.prepare(
      `SELECT message_id FROM replies WHERE workspace_id = ? AND message_id = ?`,
    ),
    findMessage: db.prepare(
      `SELECT workspace_id AS workspaceId, id, channel_id AS channelId,
         conversation_id AS conversationId, participant_id AS participantId,
         external_id AS externalId, identity_scope AS identityScope, direction, type,
         thread_id AS threadId, text, status, written_at AS writtenAt, said_at AS saidAt,
         received_at AS receivedAt,         updated_at AS updatedAt, reply_by AS replyBy, link, is_imported AS isImported,
         attachment_count AS attachmentCount, attributes
       FROM messages WHERE id = ?`,
    ),
    findAnswered: db.prepare(
      `SELECT id, workspace_id AS workspaceId, conversation_id AS conversationId,
         thread_id AS threadId FROM messages WHERE id = ? AND workspace_id = ?`,
    ),
    findAttachments: db.prepare(
      `SELECT workspace_id AS workspaceId, message_id AS messageId, position,
         external_id AS externalId, mime_type AS mimeType, url, name, size,
         preview_url AS previewUrl, link_expires AS linkExpires
       FROM attachments WHERE workspace_id = ? AND message_id = ? ORDER BY position`,
    ),
    findLastMessage: db.prepare(
      `SELECT id, written_at AS writtenAt, text, direction, type FROM messages
       WHERE workspace_id = ? AND conversation_id = ? ORDER BY written_at DESC, id DESC LIMIT 1`,
    ),

    insertConversation: db.prepare(
      `INSERT INTO conversations (workspace_id, id, vendor, channel_id, external_id, contact_id,
         business_id, status, link, assigned_user_id, unread_count, read_through_id,
         last_message_id, active_at, last_message_preview, last_message_direction,
         last_message_type, attributes, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateConversation: db.prepare(
      `UPDATE conversations SET contact_id = ?, link = ?, unread_count = ?, last_message_id = ?,
         active_at = ?, last_message_preview = ?, last_message_direction = ?,
         last_message_type = ?, updated_at = ? WHERE id = ?`,
    ),
    insertParticipant: db.prepare(
      `INSERT INTO participants (workspace_id, id, conversation_id, contact_id, external_id, role,
         name, is_placeholder, avatar_url, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertContact: db.prepare(
      `INSERT INTO contacts (workspace_id, id, vendor, channel_id, external_id, name, avatar_url,
         email, phone, attributes, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertMessage: db.prepare(
      `INSERT INTO messages (workspace_id, id, channel_id, conversation_id, participant_id,
         external_id, identity_scope, direction, type, thread_id, text, status, written_at,
         said_at, received_at, updated_at, reply_by, link, attachment_count, attributes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateMessage: db.prepare(
      `UPDATE messages SET participant_id = ?, direction = ?, text = ?, status = ?, written_at = ?,
         said_at = ?, updated_at = ?, reply_by = ?, link = ?, attachment_count = ? WHERE id = ?`,
    ),
    freeIdentity: db.prepare(`UPDATE messages SET identity_scope = NULL WHERE id = ?`),
    deleteAttachments: db.prepare(
      `DELETE FROM attachments WHERE workspace_id = ? AND message_id = ?`,
    ),
    insertAttachment: db.prepare(
      `INSERT INTO attachments (workspace_id, message_id, position, external_id, mime_type, url,
         name, size, preview_url, link_expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertAcceptance: db.prepare(
      `INSERT INTO acceptances (workspace_id, id, verdict, reason, conflict, duplicate_of, vendor,
         channel_id, conversation_id, message_id, external_message_id, received_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertEvent: db.prepare(
      `INSERT INTO events (workspace_id, id, type, channel_id, conversation_id, message_id, payload,
         created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
}

export type GroupStatements = ReturnType<typeof prepareGroupStatements>;

import type { DatabaseSync } from 'node:sqlite';
import { selectList } from '../../table.ts';
import type { Table } from '../../table.ts';
import { acceptances } from '../../tables/acceptances.ts';
import { channels } from '../../tables/channels.ts';
import { contacts } from '../../tables/contacts.ts';
import { conversationChanges, conversations } from '../../tables/conversations.ts';
import { events } from '../../tables/events.ts';
import { attachments, messageChanges, messages } from '../../tables/messages.ts';
import { participants } from '../../tables/participants.ts';
import { insertInto, updateIn } from './row-statements.ts';

/** The start of a statement that reads whole rows. */
const rowsOf = ({ name, columns }: Pick<Table, 'name' | 'columns'>) =>
  `SELECT ${selectList(name, columns)} FROM ${name}`;

/** The prepared statements of the accept path. */
export function prepareGroupStatements(db: DatabaseSync) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    dataVersion: db.prepare('PRAGMA data_version'),
    readCounter: db.prepare(`SELECT value FROM counters WHERE name = 'id'`),
    writeCounter: db.prepare(`UPDATE counters SET value = ? WHERE name = 'id'`),

    findChannel: db.prepare(
      `${rowsOf(channels)}
       WHERE workspace_id = ? AND app_id = ? AND external_id = ? AND deleted_at IS NULL`,
    ),
    findConversation: db.prepare(
      `${rowsOf(conversations)}
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ? AND deleted_at IS NULL`,
    ),
    findConversationOfContact: db.prepare(
      `${rowsOf(conversations)}
       WHERE workspace_id = ? AND contact_id = ? AND channel_id IS NULL AND deleted_at IS NULL`,
    ),
    findConversationById: db.prepare(
      `${rowsOf(conversations)}
       WHERE id = ? AND workspace_id = ? AND channel_id IS NULL AND deleted_at IS NULL`,
    ),
    findDeletedConversation: db.prepare(
      `SELECT id FROM conversations WHERE id = ? AND deleted_at IS NOT NULL`,
    ),
    findParticipant: db.prepare(
      `${rowsOf(participants)}
       WHERE workspace_id = ? AND conversation_id = ? AND external_id = ?`,
    ),
    findContact: db.prepare(
      `${rowsOf(contacts)}
       WHERE workspace_id = ? AND channel_id = ? AND external_id = ?`,
    ),
    findContactById: db.prepare(
      `${rowsOf(contacts)} WHERE id = ? AND workspace_id = ? AND channel_id IS NULL`,
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
    findMessage: db.prepare(`${rowsOf(messages)} WHERE id = ?`),
    findAnswered: db.prepare(
      `SELECT id, workspace_id AS workspaceId, conversation_id AS conversationId,
         thread_id AS threadId FROM messages WHERE id = ? AND workspace_id = ?`,
    ),
    findAttachments: db.prepare(
      `${rowsOf(attachments)}
       WHERE workspace_id = ? AND message_id = ? ORDER BY position`,
    ),
    findLastMessage: db.prepare(
      `SELECT id, written_at AS writtenAt, text, direction, type FROM messages
       WHERE workspace_id = ? AND conversation_id = ? ORDER BY written_at DESC, id DESC LIMIT 1`,
    ),

    insertConversation: insertInto(db, conversations),
    updateConversation: updateIn(db, 'conversations', conversationChanges),
    insertParticipant: insertInto(db, participants),
    insertContact: insertInto(db, contacts),
    insertMessage: insertInto(db, messages),
    updateMessage: updateIn(db, 'messages', messageChanges),
    freeIdentity: db.prepare(`UPDATE messages SET identity_scope = NULL WHERE id = ?`),
    deleteAttachments: db.prepare(
      `DELETE FROM attachments WHERE workspace_id = ? AND message_id = ?`,
    ),
    insertAttachment: insertInto(db, attachments),
    insertAcceptance: insertInto(db, acceptances),
    insertEvent: insertInto(db, events),
    moveHead: prepareMoveHead(db),
  };
}

/** Says how far the log of a workspace has come. */
export function prepareMoveHead(db: DatabaseSync) {
  return db.prepare(
    `INSERT INTO log_heads (workspace, head, oldest) VALUES (?, ?, 0)
     ON CONFLICT (workspace) DO UPDATE SET head = excluded.head`,
  );
}

export type GroupStatements = ReturnType<typeof prepareGroupStatements>;

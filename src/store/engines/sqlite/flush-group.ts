import type { Conversation } from '../../../domain/conversation.ts';
import { lastMessageOf } from '../../../domain/conversation.ts';
import type { Direction, Message } from '../../../domain/message.ts';
import { attachmentsToRows, toJson } from '../../rows.ts';
import type { GroupStatements } from './group-statements.ts';
import type { SqliteWorkingSet } from './sqlite-working-set.ts';

/** Writes what a group collected. The order of values is that of group-statements.ts. */
export function flushGroup(sql: GroupStatements, set: SqliteWorkingSet): void {
  flushSeats(sql, set);
  flushMessages(sql, set);
  flushConversations(sql, set);
  flushLog(sql, set);
  sql.writeCounter.run(set.lastId);
}

function flushSeats(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const row of set.newContacts) {
    sql.insertContact.run(
      row.workspaceId,
      row.id,
      row.vendor,
      row.channelId,
      row.externalId,
      row.name,
      row.avatarUrl,
      row.email,
      row.phone,
      toJson(row.attributes),
      row.createdAt,
      row.updatedAt,
    );
  }
  for (const row of set.newParticipants) {
    sql.insertParticipant.run(
      row.workspaceId,
      row.id,
      row.conversationId,
      row.contactId,
      row.externalId,
      row.role,
      row.name,
      row.isPlaceholder ? 1 : 0,
      row.avatarUrl,
      row.createdAt,
    );
  }
}

function flushMessages(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const row of set.freedMessages) sql.freeIdentity.run(row.id);
  for (const row of set.newMessages) {
    sql.insertMessage.run(
      row.workspaceId,
      row.id,
      row.channelId,
      row.conversationId,
      row.participantId,
      row.externalId,
      row.identityScope,
      row.direction,
      row.type,
      row.threadId,
      row.text,
      row.status,
      row.writtenAt,
      row.saidAt,
      row.receivedAt,
      row.updatedAt,
      row.replyBy,
      row.link,
      row.attachments.length,
      toJson(row.attributes),
    );
    if (row.attachments.length > 0) insertAttachments(sql, row);
  }
  for (const [row, attachmentsChanged] of set.changedMessages) {
    sql.updateMessage.run(
      row.participantId,
      row.direction,
      row.text,
      row.status,
      row.writtenAt,
      row.saidAt,
      row.updatedAt,
      row.replyBy,
      row.link,
      row.attachments.length,
      row.id,
    );
    if (!attachmentsChanged) continue;
    sql.deleteAttachments.run(row.workspaceId, row.id);
    insertAttachments(sql, row);
  }
}

function insertAttachments(sql: GroupStatements, message: Message): void {
  for (const row of attachmentsToRows(message)) {
    sql.insertAttachment.run(
      row.workspaceId,
      row.messageId,
      row.position,
      row.externalId,
      row.mimeType,
      row.url,
      row.name,
      row.size,
      row.previewUrl,
      row.linkExpires,
    );
  }
}

function flushConversations(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const row of set.staleConversations) row.last = findLast(sql, row);
  for (const row of set.newConversations) {
    sql.insertConversation.run(
      row.workspaceId,
      row.id,
      row.vendor,
      row.channelId,
      row.externalId,
      row.contactId,
      row.businessId,
      row.status,
      row.link,
      row.assignedUserId,
      row.unreadCount,
      row.readThroughId,
      row.last?.id ?? null,
      row.last?.writtenAt ?? row.createdAt,
      row.last?.preview ?? null,
      row.last?.direction ?? null,
      row.last?.type ?? null,
      toJson(row.attributes),
      row.createdAt,
      row.updatedAt,
    );
  }
  for (const row of set.changedConversations) {
    sql.updateConversation.run(
      row.contactId,
      row.link,
      row.unreadCount,
      row.last?.id ?? null,
      row.last?.writtenAt ?? row.createdAt,
      row.last?.preview ?? null,
      row.last?.direction ?? null,
      row.last?.type ?? null,
      row.updatedAt,
      row.id,
    );
  }
}

function findLast(sql: GroupStatements, conversation: Conversation): Conversation['last'] {
  const row = sql.findLastMessage.get(conversation.workspaceId, conversation.id) as
    | { id: number; writtenAt: number; text: string; direction: Direction; type: string | null }
    | undefined;
  return row === undefined ? null : lastMessageOf(row);
}

function flushLog(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const row of set.acceptances) {
    sql.insertAcceptance.run(
      row.workspaceId,
      row.id,
      row.verdict,
      row.reason,
      row.conflict === null ? null : JSON.stringify(row.conflict),
      row.duplicateOf,
      row.vendor,
      row.channelId,
      row.conversationId,
      row.messageId,
      row.externalMessageId,
      row.receivedAt,
    );
  }
  for (const event of set.events) {
    sql.insertEvent.run(
      event.workspaceId,
      set.nextId(),
      event.type,
      event.channelId,
      event.conversationId,
      event.messageId,
      toJson(event.payload),
      event.createdAt,
    );
  }
}

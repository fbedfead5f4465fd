import type { Conversation } from '../../../domain/conversation.ts';
import { lastMessageOf } from '../../../domain/conversation.ts';
import type { Direction, Message } from '../../../domain/message.ts';
import { conversationValues } from '../../tables/conversations.ts';
import { attachmentValues, messageValues } from '../../tables/messages.ts';
import type { GroupStatements } from './group-statements.ts';
import type { SqliteWorkingSet } from './sqlite-working-set.ts';

/** Writes what a group collected; answers in which workspaces events were appended. */
export function flushGroup(sql: GroupStatements, set: SqliteWorkingSet): number[] {
  for (const contact of set.newContacts) sql.insertContact(contact);
  for (const participant of set.newParticipants) sql.insertParticipant(participant);
  flushMessages(sql, set);
  flushConversations(sql, set);
  for (const acceptance of set.acceptances) sql.insertAcceptance(acceptance);
  const heads = appendEvents(sql, set);
  sql.writeCounter.run(set.lastId);
  return heads;
}

function appendEvents(sql: GroupStatements, set: SqliteWorkingSet): number[] {
  const heads = new Map<number, number>();
  for (const event of set.events) {
    const id = set.nextId();
    sql.insertEvent({ ...event, id });
    heads.set(event.workspaceId, id);
  }
  for (const [workspace, head] of heads) sql.moveHead.run(workspace, head);
  return [...heads.keys()];
}

function flushMessages(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const { id } of set.freedMessages) sql.freeIdentity.run(id);
  for (const message of set.newMessages) {
    sql.insertMessage(messageValues(message));
    insertAttachments(sql, message);
  }
  for (const [message, attachmentsChanged] of set.changedMessages) {
    sql.updateMessage(messageValues(message));
    if (!attachmentsChanged) continue;
    sql.deleteAttachments.run(message.workspaceId, message.id);
    insertAttachments(sql, message);
  }
}

function insertAttachments(sql: GroupStatements, message: Message): void {
  for (const attachment of attachmentValues(message)) sql.insertAttachment(attachment);
}

function flushConversations(sql: GroupStatements, set: SqliteWorkingSet): void {
  for (const one of set.staleConversations) one.last = findLast(sql, one);
  for (const one of set.newConversations) sql.insertConversation(conversationValues(one));
  for (const one of set.changedConversations) sql.updateConversation(conversationValues(one));
}

function findLast(sql: GroupStatements, conversation: Conversation): Conversation['last'] {
  const row = sql.findLastMessage.get(conversation.workspaceId, conversation.id) as
    | { id: number; writtenAt: number; text: string; direction: Direction; type: string | null }
    | undefined;
  return row === undefined ? null : lastMessageOf(row);
}

import type { Conversation } from '../../../domain/conversation.ts';
import { lastMessageOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { Direction, Message } from '../../../domain/message.ts';
import {
  deleteAttachments,
  findLastMessages,
  freeIdentities,
  insertAcceptances,
  insertAttachments,
  insertContacts,
  insertConversations,
  insertEvents,
  insertMessages,
  insertParticipants,
  lockLog,
  moveHead,
  updateConversations,
  updateMessages,
} from './group-statements.ts';
import { workspaceLocks } from './locks.ts';
import type { PostgresWorkingSet } from './postgres-working-set.ts';
import type { Session } from './session.ts';
import { conversationValues } from '../../tables/conversations.ts';
import { attachmentValues, messageValues } from '../../tables/messages.ts';

/**
 * Sends what a group collected, one statement for each table that has rows, without waiting for
 * answers. Everybody writes the tables in this order and the rows in that of their external ids,
 * so that two groups that make the same new row never wait for each other in a circle.
 */
export async function flushGroup(session: Session, set: PostgresWorkingSet): Promise<void> {
  const { workspaceId } = set;
  session.sendMany(freeIdentities, workspaceId, [...set.freedMessages]);
  session.sendMany(insertContacts, workspaceId, set.newContacts.sort(byExternalId));
  session.sendMany(insertParticipants, workspaceId, set.newParticipants);
  flushMessages(session, set);
  await refreshLast(session, set);
  const conversations = [...set.newConversations].sort(byKey);
  session.sendMany(insertConversations, workspaceId, conversations.map(conversationValues));
  session.sendMany(
    updateConversations,
    workspaceId,
    [...set.changedConversations].map(conversationValues),
  );
  session.sendMany(insertAcceptances, workspaceId, set.acceptances);
}

function flushMessages(session: Session, set: PostgresWorkingSet): void {
  const { workspaceId } = set;
  const added = [...set.newMessages].sort(byExternalId);
  session.sendMany(insertMessages, workspaceId, added.map(messageValues));
  session.sendMany(updateMessages, workspaceId, [...set.changedMessages.keys()].map(messageValues));
  const replaced = [...set.changedMessages].filter(([, changed]) => changed).map(([row]) => row);
  session.sendMany(deleteAttachments, workspaceId, replaced);
  session.sendMany(
    insertAttachments,
    workspaceId,
    [...added, ...replaced].flatMap(attachmentValues),
  );
}

/** After the messages: the one that stands last now may be one of the group. */
async function refreshLast(session: Session, set: PostgresWorkingSet): Promise<void> {
  const stale = [...set.staleConversations];
  const rows = await session.queryMany<
    Pick<Message, 'id' | 'writtenAt' | 'text' | 'type'> & {
      conversationId: number;
      direction: Direction;
    },
    { id: number }
  >(findLastMessages, set.workspaceId, stale);
  const lastOf = new Map(rows.map(({ conversationId, ...last }) => [conversationId, last]));
  for (const conversation of stale) {
    const last = lastOf.get(conversation.id);
    if (last !== undefined) conversation.last = lastMessageOf(last);
  }
}

/**
 * The last of a transaction. The log of a workspace is locked until the transaction ends, so that
 * events get their ids in the order of commits and a reader never steps over one that commits
 * later. See docs/adr/0004-events-in-commit-order.md.
 */
export function appendEvents(session: Session, events: readonly NewEvent[]): void {
  const logs = Map.groupBy(events, (event) => event.workspaceId);
  session.noteAppended(logs.keys());
  for (const lock of workspaceLocks('events', logs.keys())) session.send(lockLog, [lock]);
  for (const [workspaceId, ofOne] of logs) {
    session.sendMany(insertEvents, workspaceId, ofOne);
    session.send(moveHead, [workspaceId]);
  }
}

type External = { channelId: number | null; externalId: string | null };

/** Conversations across channels have their contact for a key. */
function byKey(a: Conversation, b: Conversation): number {
  return a.channelId === null && b.channelId === null
    ? (a.contactId ?? 0) - (b.contactId ?? 0)
    : byExternalId(a, b);
}

function byExternalId(a: External, b: External): number {
  if (a.channelId !== b.channelId) return (a.channelId ?? 0) - (b.channelId ?? 0);
  const [one, other] = [a.externalId ?? '', b.externalId ?? ''];
  return one < other ? -1 : one > other ? 1 : 0;
}

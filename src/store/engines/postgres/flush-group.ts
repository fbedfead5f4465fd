import type { Conversation } from '../../../domain/conversation.ts';
import { lastMessageOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { Direction, Message } from '../../../domain/message.ts';
import { numbersLiteral } from './array-literal.ts';
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
  session.sendMany(freeIdentities, [...set.freedMessages]);
  session.sendMany(insertContacts, set.newContacts.sort(byExternalId));
  session.sendMany(insertParticipants, set.newParticipants);
  flushMessages(session, set);
  await refreshLast(session, set);
  const conversations = [...set.newConversations].sort(byKey);
  session.sendMany(insertConversations, conversations.map(conversationValues));
  session.sendMany(updateConversations, [...set.changedConversations].map(conversationValues));
  session.sendMany(insertAcceptances, set.acceptances);
  appendEvents(session, set.events);
}

function flushMessages(session: Session, set: PostgresWorkingSet): void {
  const added = [...set.newMessages].sort(byExternalId);
  session.sendMany(insertMessages, added.map(messageValues));
  session.sendMany(updateMessages, [...set.changedMessages.keys()].map(messageValues));
  const replaced = [...set.changedMessages].filter(([, changed]) => changed).map(([row]) => row);
  session.sendMany(deleteAttachments, replaced);
  session.sendMany(insertAttachments, [...added, ...replaced].flatMap(attachmentValues));
}

/** After the messages: the one that stands last now may be one of the group. */
async function refreshLast(session: Session, set: PostgresWorkingSet): Promise<void> {
  const stale = [...set.staleConversations];
  const rows = await session.queryMany<
    Pick<Message, 'id' | 'writtenAt' | 'text' | 'type'> & {
      conversationId: number;
      direction: Direction;
    },
    { workspaceId: number; id: number }
  >(findLastMessages, stale);
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
  if (events.length === 0) return;
  const workspaceIds = new Set(events.map((event) => event.workspaceId));
  const locks = workspaceLocks('events', workspaceIds);
  session.noteAppended(workspaceIds);
  session.send(insertEvents, [...insertEvents.arraysOf(events), numbersLiteral(locks)]);
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

import type { AcceptCommand, Answered } from '../../../domain/accept-command.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import {
  answeredKey,
  channelKey,
  contactKey,
  conversationKey,
  distinct,
  messageKey,
  openKey,
  seatKey,
  strangerKeys,
} from './group-keys.ts';
import type { Addressed } from './group-keys.ts';
import {
  findAnswered,
  findChannels,
  findContacts,
  findContactsById,
  findMessages,
  findParticipants,
  findResent,
  lockConversations,
  lockOpenConversations,
  takeIds,
} from './group-statements.ts';
import type {
  ChannelKeyRow,
  ConversationKeyRow,
  MessageKeyRow,
  OpenKeyRow,
  RowKey,
  SeatKeyRow,
} from './group-statements.ts';
import { PostgresWorkingSet } from './postgres-working-set.ts';
import type { Session } from './session.ts';
import { channels } from '../../tables/channels.ts';
import { contacts } from '../../tables/contacts.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import { messageFromRow } from '../../tables/messages.ts';
import { participants } from '../../tables/participants.ts';
import type { ChannelRow } from '../../tables/channels.ts';
import type { ContactRow } from '../../tables/contacts.ts';
import type { ConversationRow } from '../../tables/conversations.ts';
import type { AttachmentRow, MessageRow } from '../../tables/messages.ts';
import type { ParticipantRow } from '../../tables/participants.ts';

/**
 * Loads every row that a group of one workspace may meet, in two round trips, a third where a sender is new. The
 * transaction began with the channels' locks, which a deletion waits for; then come those of the
 * conversations. What is read after them is read by statements that see all that was committed
 * before, and no other node changes it until this transaction ends. Ids are taken under the same
 * locks, so that within a conversation they are in the order of arrival.
 */
export async function loadGroup(
  session: Session,
  workspaceId: number,
  group: readonly AcceptCommand[],
): Promise<PostgresWorkingSet> {
  const set = new PostgresWorkingSet(workspaceId);
  await loadConversations(session, group, set);
  const addressed = group.flatMap((command): Addressed[] => {
    const channel = set.channel(command.workspaceId, command.channel);
    return channel === undefined
      ? []
      : [{ command, channel, conversation: conversationOf(command, channel, set) }];
  });
  if (addressed.length > 0) await loadWithin(session, addressed, set);
  return set;
}

async function loadConversations(
  session: Session,
  group: readonly AcceptCommand[],
  set: PostgresWorkingSet,
): Promise<void> {
  const { workspaceId } = set;
  // Locks are taken in this order: those of channels first, then those across channels.
  const [channelRows, ofChannels, open, contactRows] = await Promise.all([
    session.queryMany<ChannelRow, ChannelKeyRow>(
      findChannels,
      workspaceId,
      distinct(group, channelKey),
    ),
    session.queryMany<ConversationRow, ConversationKeyRow>(
      lockConversations,
      workspaceId,
      distinct(group, conversationKey),
    ),
    session.queryMany<ConversationRow, OpenKeyRow>(
      lockOpenConversations,
      workspaceId,
      distinct(group, openKey),
    ),
    session.queryMany<ContactRow, RowKey>(
      findContactsById,
      workspaceId,
      distinct(group, contactKey),
    ),
  ]);
  for (const row of channelRows) set.knowChannel(channels.fromRow(row));
  for (const row of ofChannels) set.knowConversation(conversationFromRow(row));
  for (const row of open) set.knowConversation(conversationFromRow(row));
  for (const row of contactRows) set.knowContact(contacts.fromRow(row));
}

function conversationOf(
  { workspaceId, conversation: key }: AcceptCommand,
  channel: Addressed['channel'],
  set: PostgresWorkingSet,
): Conversation | undefined {
  switch (key.of) {
    case 'channel':
      return set.conversation(channel, key.externalId);
    case 'contact': {
      const contact = set.contactById(workspaceId, key.contactId);
      return contact === undefined ? undefined : set.conversationOfContact(contact);
    }
    case 'workspace':
      return set.conversationById(workspaceId, key.id);
  }
}

async function loadWithin(
  session: Session,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const { workspaceId } = set;
  const [seats, contactRows, found, resent, answered, ids] = await Promise.all([
    session.queryMany<ParticipantRow, SeatKeyRow>(
      findParticipants,
      workspaceId,
      distinct(addressed, seatKey),
    ),
    session.queryMany<ContactRow, RowKey>(
      findContactsById,
      workspaceId,
      distinct(addressed, ownContact(set)),
    ),
    session.queryMany<FoundMessage, MessageKeyRow>(
      findMessages,
      workspaceId,
      distinct(addressed, messageKey),
    ),
    session.queryMany<ResentMessage, MessageKeyRow>(
      findResent,
      workspaceId,
      distinct(addressed, messageKey),
    ),
    session.queryMany<Answered, RowKey>(
      findAnswered,
      workspaceId,
      distinct(addressed, answeredKey),
    ),
    session.query<{ xid: string; ids: number[] }>(takeIds, [mostIds(addressed)]),
  ]);
  for (const row of seats) set.knowParticipant(participants.fromRow(row));
  for (const row of contactRows) set.knowContact(contacts.fromRow(row));
  for (const row of found) knowMessage(row, set);
  for (const row of resent) knowResent(row, set);
  for (const row of answered) set.knowAnswered(row);
  const [taken] = ids.rows;
  if (taken === undefined) throw new Error('PostgreSQL gave no ids.');
  set.giveIds(taken);

  const strangers = distinct(addressed, strangerKeys(set));
  const known = await session.queryMany<ContactRow, SeatKeyRow>(
    findContacts,
    workspaceId,
    strangers,
  );
  for (const row of known) set.knowContact(contacts.fromRow(row));
}

/**
 * The most ids that they can need: a message, an acceptance, a seat and a contact each, and where
 * the conversation is new that, with a seat and a contact for whom it is with.
 */
function mostIds(addressed: readonly Addressed[]): number {
  const isNew = addressed.filter((one) => one.conversation === undefined);
  return 4 * addressed.length + 3 * isNew.length;
}

/** The contact of a conversation across channels, where it is not loaded yet. */
function ownContact(set: PostgresWorkingSet) {
  return ({ command, conversation }: Addressed): RowKey | undefined => {
    const id = conversation?.contactId ?? null;
    if (command.sender !== 'contact' || id === null) return undefined;
    return set.contactById(command.workspaceId, id) === undefined ? { id } : undefined;
  };
}

/** `deletedAt` is that of its conversation, where the identity is not of that conversation alone. */
type FoundMessage = MessageRow & {
  attachments: AttachmentRow[] | null;
  deletedAt: number | null;
  isReply: boolean;
};

function knowMessage(found: FoundMessage, set: PostgresWorkingSet): void {
  const { attachments, deletedAt, isReply, ...row } = found;
  const message = messageFromRow(row, attachments ?? []);
  if (deletedAt !== null) set.freedMessages.add(message);
  else set.knowMessage(message, isReply);
}

type ResentMessage = MessageRow & { formerId: string; formerScope: number };

function knowResent(
  { formerId, formerScope, ...row }: ResentMessage,
  set: PostgresWorkingSet,
): void {
  set.knowResent(messageFromRow(row, []), formerId, formerScope);
}

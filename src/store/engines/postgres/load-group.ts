import type { AcceptCommand } from '../../../domain/accept-command.ts';
import type { Channel } from '../../../domain/channel.ts';
import {
  channelFromRow,
  contactFromRow,
  conversationFromRow,
  messageFromRow,
  participantFromRow,
} from '../../rows.ts';
import type {
  AttachmentRow,
  ChannelRow,
  ContactRow,
  ConversationRow,
  MessageRow,
  ParticipantRow,
} from '../../schema.ts';
import {
  findChannels,
  findContacts,
  findMessages,
  findParticipants,
  lockConversations,
  takeIds,
} from './group-statements.ts';
import type { ChannelKeyRow, MessageKeyRow, SeatKeyRow } from './group-statements.ts';
import { PostgresWorkingSet } from './postgres-working-set.ts';
import type { Session } from './session.ts';

type Addressed = { command: AcceptCommand; channel: Channel };

/**
 * Loads every row that a group may meet, in two round trips, a third where a sender is new. The
 * transaction began with the channels' locks, which a deletion waits for; then come those of the
 * conversations. What is read after them is read by statements that see all that was committed
 * before, and no other node changes it until this transaction ends. Ids are taken under the same locks, so that within a
 * conversation they are in the order of arrival.
 */
export async function loadGroup(
  session: Session,
  group: readonly AcceptCommand[],
): Promise<PostgresWorkingSet> {
  const set = new PostgresWorkingSet();
  await loadConversations(session, group, set);
  const addressed = group.flatMap((command): Addressed[] => {
    const channel = set.channel(command.workspaceId, command.channel);
    return channel === undefined ? [] : [{ command, channel }];
  });
  if (addressed.length > 0) await loadWithin(session, addressed, set);
  return set;
}

async function loadConversations(
  session: Session,
  group: readonly AcceptCommand[],
  set: PostgresWorkingSet,
): Promise<void> {
  const keys = distinct(
    group.map(({ workspaceId, channel, conversation }) => ({
      ...keyOf(workspaceId, channel),
      conversation: conversation.externalId,
    })),
  );
  const channels = distinct(keys.map(({ conversation: _, ...channel }) => channel));
  const [channelRows, conversationRows] = await Promise.all([
    session.queryMany<ChannelRow, ChannelKeyRow>(findChannels, channels),
    session.queryMany<ConversationRow, (typeof keys)[number]>(lockConversations, keys),
  ]);
  for (const row of channelRows) set.knowChannel(channelFromRow(row));
  for (const row of conversationRows) set.knowConversation(conversationFromRow(row));
}

async function loadWithin(
  session: Session,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const seats = distinct(addressed.flatMap((one) => seatKeyOf(one, set) ?? []));
  const keys = distinct(addressed.flatMap((one) => messageKeyOf(one, set) ?? []));
  // The most that they can need: a message and an acceptance each; where the conversation is new
  // that, a seat and a contact, and where the seat is new the latter two. A conversation that says
  // whom it is with may seat another one.
  const withContact = addressed.filter(({ command }) => command.conversation.contact !== undefined);
  const count =
    2 * addressed.length +
    2 * seats.length +
    3 * (addressed.length - seats.length) +
    2 * withContact.length;
  const [participantRows, messageRows, ids] = await Promise.all([
    session.queryMany<ParticipantRow, SeatKeyRow>(findParticipants, seats),
    session.queryMany<FoundMessage, MessageKeyRow>(findMessages, keys),
    session.query<{ xid: string; ids: number[] }>(takeIds, [count]),
  ]);
  for (const row of participantRows) set.knowParticipant(participantFromRow(row));
  for (const row of messageRows) knowMessage(row, set);
  const [taken] = ids.rows;
  if (taken === undefined) throw new Error('PostgreSQL gave no ids.');
  set.giveIds(taken);

  const strangers = addressed.filter(({ command, channel }) => {
    const conversation = set.conversation(channel, command.conversation.externalId);
    return !conversation || !set.participant(conversation, command.sender.externalId);
  });
  const contacts = distinct(
    strangers.flatMap(({ command, channel }) =>
      [command.sender, command.conversation.contact ?? []].flat().map(({ externalId }) => ({
        workspaceId: command.workspaceId,
        ownerId: channel.id,
        externalId,
      })),
    ),
  );
  const contactRows = await session.queryMany<ContactRow, SeatKeyRow>(findContacts, contacts);
  for (const row of contactRows) set.knowContact(contactFromRow(row));
}

function keyOf(workspaceId: number, channel: AcceptCommand['channel']): ChannelKeyRow {
  return { workspaceId, appId: channel.appId, externalId: channel.externalId };
}

function seatKeyOf(one: Addressed, set: PostgresWorkingSet): SeatKeyRow | undefined {
  const { command, channel } = one;
  const conversation = set.conversation(channel, command.conversation.externalId);
  if (conversation === undefined) return undefined;
  const { externalId } = command.sender;
  return { workspaceId: command.workspaceId, ownerId: conversation.id, externalId };
}

function messageKeyOf(one: Addressed, set: PostgresWorkingSet): MessageKeyRow | undefined {
  const { command, channel } = one;
  const { externalId, identity } = command.message;
  if (externalId === null || identity.scope === 'none') return undefined;
  const conversation = set.conversation(channel, command.conversation.externalId);
  const identityScope = identity.scope === 'channel' ? 0 : conversation?.id;
  if (identityScope === undefined) return undefined;
  return { workspaceId: command.workspaceId, channelId: channel.id, externalId, identityScope };
}

/** `deletedAt` is that of its conversation, where the identity is not of that conversation alone. */
type FoundMessage = MessageRow & { attachments: AttachmentRow[] | null; deletedAt: number | null };

function knowMessage(found: FoundMessage, set: PostgresWorkingSet): void {
  const { attachments, deletedAt, ...row } = found;
  const message = messageFromRow(row, attachments ?? []);
  if (deletedAt !== null) set.freedMessages.add(message);
  else set.knowMessage(message);
}

/** Each once, in an order that is the same for every group: locks are taken in it. */
function distinct<Key extends object>(keys: readonly Key[]): Key[] {
  const known = new Map(keys.map((key) => [JSON.stringify(Object.values(key)), key]));
  return [...known.keys()].sort().map((name) => known.get(name) as Key);
}

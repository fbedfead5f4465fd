import type { PoolClient, QueryResultRow } from 'pg';
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
  attachmentColumns,
  channelColumns,
  contactColumns,
  conversationColumns,
  messageColumns,
  participantColumns,
} from './columns.ts';
import { selectList, unprefix } from './many.ts';
import { PostgresWorkingSet } from './postgres-working-set.ts';

/** A conversation, contact, seat, message and acceptance: the most that one command makes. */
const IDS_PER_COMMAND = 5;

/** With ids for the whole group: taken in the same round trip, once for all rows. */
const CHANNELS = `SELECT ${selectList('t', channelColumns)},
    (SELECT array_agg(nextval('inlet_ids')) FROM generate_series(1, $4::bigint)) AS ids
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, app_id, external_id)
  JOIN channels t USING (workspace_id, app_id, external_id)
  WHERE t.deleted_at IS NULL ORDER BY t.id FOR SHARE OF t`;
const CONVERSATIONS = `SELECT ${selectList('t', conversationColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, channel_id, external_id)
  JOIN conversations t USING (workspace_id, channel_id, external_id)
  WHERE t.deleted_at IS NULL ORDER BY t.id FOR UPDATE OF t`;
/** Read after the conversations are locked: by then no other node changes what is found here. */
const SEATS_AND_MESSAGES = `SELECT ${selectList('p', participantColumns, 'p_')},
    ${selectList('m', messageColumns, 'm_')}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::bigint[])
    AS key (workspace_id, conversation_id, sender, channel_id, message, identity_scope)
  LEFT JOIN participants p ON p.workspace_id = key.workspace_id
    AND p.conversation_id = key.conversation_id AND p.external_id = key.sender
  LEFT JOIN messages m ON m.workspace_id = key.workspace_id AND m.channel_id = key.channel_id
    AND m.external_id = key.message AND m.identity_scope = key.identity_scope`;
const CONTACTS = `SELECT ${selectList('t', contactColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, channel_id, external_id)
  JOIN contacts t USING (workspace_id, channel_id, external_id)`;
const ATTACHMENTS = `SELECT ${selectList('t', attachmentColumns)}
  FROM unnest($1::bigint[], $2::bigint[]) AS key (workspace_id, message_id)
  JOIN attachments t USING (workspace_id, message_id) ORDER BY t.position`;

type Addressed = { command: AcceptCommand; channel: Channel };

/**
 * Loads, and locks against other nodes, every row that a group may meet. Channels are shared, so
 * that a deletion waits for the groups under way and none starts after it; conversations are
 * locked in the order of their ids, so that two nodes never wait for each other.
 */
export async function loadGroup(
  client: PoolClient,
  group: readonly AcceptCommand[],
): Promise<PostgresWorkingSet> {
  const set = new PostgresWorkingSet();
  const addressed = await loadChannels(client, group, set);
  if (addressed.length === 0) return set;
  await loadConversations(client, addressed, set);
  await loadSeatsAndMessages(client, addressed, set);
  await loadContacts(client, addressed, set);
  return set;
}

async function loadChannels(
  client: PoolClient,
  group: readonly AcceptCommand[],
  set: PostgresWorkingSet,
): Promise<Addressed[]> {
  const keys = unique(group.map((c) => [c.workspaceId, c.channel.appId, c.channel.externalId]));
  const { rows } = await query<ChannelRow & { ids: string[] }>(client, 'channels', CHANNELS, [
    ...columnsOf(keys, 3),
    group.length * IDS_PER_COMMAND,
  ]);
  set.giveIds((rows[0]?.ids ?? []).map(Number));
  for (const { ids: _, ...row } of rows) set.knowChannel(channelFromRow(row));
  return group.flatMap((command) => {
    const channel = set.channel(command.workspaceId, command.channel);
    return channel === undefined ? [] : [{ command, channel }];
  });
}

async function loadConversations(
  client: PoolClient,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const keys = unique(
    addressed.map(({ command, channel }) => [
      command.workspaceId,
      channel.id,
      command.conversation.externalId,
    ]),
  );
  const values = columnsOf(keys, 3);
  const { rows } = await query<ConversationRow>(client, 'conversations', CONVERSATIONS, values);
  for (const row of rows) set.knowConversation(conversationFromRow(row));
}

async function loadSeatsAndMessages(
  client: PoolClient,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const keys = addressed.map(({ command, channel }): Key => {
    const { externalId, identity } = command.message;
    const conversation = set.conversation(channel, command.conversation.externalId);
    const scope = identity.scope === 'channel' ? 0 : (conversation?.id ?? null);
    const { workspaceId, sender } = command;
    return [
      workspaceId,
      conversation?.id ?? null,
      sender.externalId,
      channel.id,
      externalId,
      identity.scope === 'none' ? null : scope,
    ];
  });
  const values = columnsOf(unique(keys), 6);
  const { rows } = await query(client, 'seats and messages', SEATS_AND_MESSAGES, values);
  const messages: MessageRow[] = [];
  for (const row of rows as Record<string, unknown>[]) {
    if (row['p_id'] !== null) {
      const seat = unprefix(row, participantColumns, 'p_') as ParticipantRow;
      set.knowParticipant(participantFromRow(seat));
    }
    if (row['m_id'] !== null) messages.push(unprefix(row, messageColumns, 'm_') as MessageRow);
  }
  await knowMessages(client, messages, set);
}

async function knowMessages(
  client: PoolClient,
  messages: readonly MessageRow[],
  set: PostgresWorkingSet,
): Promise<void> {
  const withAttachments = messages.filter((row) => row.attachmentCount > 0);
  const attachments =
    withAttachments.length === 0
      ? []
      : (
          await query<AttachmentRow>(client, 'attachments', ATTACHMENTS, [
            withAttachments.map((row) => row.workspaceId),
            withAttachments.map((row) => row.id),
          ])
        ).rows;
  const byMessage = Map.groupBy(attachments, (row) => row.messageId);
  for (const row of messages) set.knowMessage(messageFromRow(row, byMessage.get(row.id) ?? []));
}

/** Contacts of the senders who have no seat in their conversation yet. */
async function loadContacts(
  client: PoolClient,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const strangers = addressed.flatMap(({ command, channel }) => {
    const conversation = set.conversation(channel, command.conversation.externalId);
    const { externalId } = command.sender;
    const isSeated = conversation !== undefined && set.participant(conversation, externalId);
    return isSeated ? [] : [[command.workspaceId, channel.id, externalId] as Key];
  });
  if (strangers.length === 0) return;
  const values = columnsOf(unique(strangers), 3);
  const { rows } = await query<ContactRow>(client, 'contacts', CONTACTS, values);
  for (const row of rows) set.knowContact(contactFromRow(row));
}

type Key = (number | string | null)[];

function unique(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}

function columnsOf(keys: readonly Key[], width: number): unknown[][] {
  return Array.from({ length: width }, (_, column) => keys.map((key) => key[column]));
}

function query<Row extends QueryResultRow>(
  client: PoolClient,
  name: string,
  text: string,
  values: unknown[],
) {
  return client.query<Row>({ name: `load ${name}`, text, values });
}

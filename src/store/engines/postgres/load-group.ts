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
import { selectList } from './many.ts';
import { PostgresWorkingSet } from './postgres-working-set.ts';

/** A conversation, contact, seat, message and acceptance: the most that one command makes. */
const IDS_PER_COMMAND = 5;

const CHANNELS = `SELECT ${selectList('t', channelColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, app_id, external_id)
  JOIN channels t USING (workspace_id, app_id, external_id)
  WHERE t.deleted_at IS NULL ORDER BY t.id FOR SHARE OF t`;
const CONVERSATIONS = `SELECT ${selectList('t', conversationColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, channel_id, external_id)
  JOIN conversations t USING (workspace_id, channel_id, external_id)
  WHERE t.deleted_at IS NULL ORDER BY t.id FOR UPDATE OF t`;
const PARTICIPANTS = `SELECT ${selectList('t', participantColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[])
    AS key (workspace_id, conversation_id, external_id)
  JOIN participants t USING (workspace_id, conversation_id, external_id)`;
const CONTACTS = `SELECT ${selectList('t', contactColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS key (workspace_id, channel_id, external_id)
  JOIN contacts t USING (workspace_id, channel_id, external_id)`;
const MESSAGES = `SELECT ${selectList('t', messageColumns)}
  FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[])
    AS key (workspace_id, channel_id, external_id, identity_scope)
  JOIN messages t USING (workspace_id, channel_id, external_id, identity_scope)`;
const ATTACHMENTS = `SELECT ${selectList('t', attachmentColumns)}
  FROM unnest($1::bigint[], $2::bigint[]) AS key (workspace_id, message_id)
  JOIN attachments t USING (workspace_id, message_id) ORDER BY t.position`;
const IDS = `SELECT nextval('inlet_ids') AS id FROM generate_series(1, $1)`;

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
  const { rows: ids } = await query<{ id: number }>(client, 'ids', IDS, [
    group.length * IDS_PER_COMMAND,
  ]);
  set.giveIds(ids.map((row) => row.id));
  if (addressed.length === 0) return set;
  await loadConversations(client, addressed, set);
  await loadSenders(client, addressed, set);
  await loadMessages(client, addressed, set);
  return set;
}

async function loadChannels(
  client: PoolClient,
  group: readonly AcceptCommand[],
  set: PostgresWorkingSet,
): Promise<Addressed[]> {
  const keys = unique(group.map((c) => [c.workspaceId, c.channel.appId, c.channel.externalId]));
  const { rows } = await query<ChannelRow>(client, 'channels', CHANNELS, columnsOf(keys, 3));
  for (const row of rows) set.knowChannel(channelFromRow(row));
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

/** Seats of the conversations that exist; contacts of the senders who have no seat there yet. */
async function loadSenders(
  client: PoolClient,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const seats = addressed.flatMap(({ command, channel }) => {
    const conversation = set.conversation(channel, command.conversation.externalId);
    if (conversation === undefined) return [];
    return [[command.workspaceId, conversation.id, command.sender.externalId] as Key];
  });
  if (seats.length > 0) {
    const values = columnsOf(unique(seats), 3);
    const { rows } = await query<ParticipantRow>(client, 'participants', PARTICIPANTS, values);
    for (const row of rows) set.knowParticipant(participantFromRow(row));
  }
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

async function loadMessages(
  client: PoolClient,
  addressed: readonly Addressed[],
  set: PostgresWorkingSet,
): Promise<void> {
  const keys = addressed.flatMap(({ command, channel }) => {
    const { externalId, identity } = command.message;
    const conversation = set.conversation(channel, command.conversation.externalId);
    const scope = identity.scope === 'channel' ? 0 : conversation?.id;
    if (externalId === null || identity.scope === 'none' || scope === undefined) return [];
    return [[command.workspaceId, channel.id, externalId, scope] as Key];
  });
  if (keys.length === 0) return;
  const values = columnsOf(unique(keys), 4);
  const { rows } = await query<MessageRow>(client, 'messages', MESSAGES, values);
  const withAttachments = rows.filter((row) => row.attachmentCount > 0);
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
  for (const row of rows) set.knowMessage(messageFromRow(row, byMessage.get(row.id) ?? []));
}

type Key = (number | string)[];

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

import type { PoolClient } from 'pg';
import type { Conversation } from '../../../domain/conversation.ts';
import { previewOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { Direction } from '../../../domain/message.ts';
import {
  acceptanceToRow,
  attachmentsToRows,
  contactToRow,
  conversationToRow,
  messageToRow,
  participantToRow,
  toJson,
} from '../../rows.ts';
import {
  acceptanceColumns,
  attachmentColumns,
  contactColumns,
  conversationChanges,
  conversationColumns,
  messageChanges,
  messageColumns,
  participantColumns,
} from './columns.ts';
import { insertMany, updateMany } from './many.ts';
import type { PostgresWorkingSet } from './postgres-working-set.ts';

const insertContacts = insertMany('contacts', contactColumns);
const insertConversations = insertMany('conversations', conversationColumns);
const updateConversations = updateMany('conversations', conversationChanges);
const insertParticipants = insertMany('participants', participantColumns);
const insertMessages = insertMany('messages', messageColumns);
const updateMessages = updateMany('messages', messageChanges);
const insertAttachments = insertMany('attachments', attachmentColumns);
const insertAcceptances = insertMany('acceptances', acceptanceColumns);

const DELETE_ATTACHMENTS = `DELETE FROM attachments t
  USING unnest($1::bigint[], $2::bigint[]) AS key (workspace_id, message_id)
  WHERE t.workspace_id = key.workspace_id AND t.message_id = key.message_id`;
const LAST_MESSAGES = `SELECT key.id AS "conversationId", last.*
  FROM unnest($1::bigint[], $2::bigint[]) AS key (workspace_id, id)
  CROSS JOIN LATERAL (
    SELECT m.id, m.written_at AS "writtenAt", m.text, m.direction FROM messages m
    WHERE m.workspace_id = key.workspace_id AND m.conversation_id = key.id
    ORDER BY m.written_at DESC, m.id DESC LIMIT 1
  ) last`;
const LOCK_LOGS = `SELECT pg_advisory_xact_lock(id) FROM unnest($1::bigint[]) AS id`;
const INSERT_EVENTS = `INSERT INTO events
  (workspace_id, id, type, channel_id, conversation_id, message_id, payload, created_at)
  SELECT workspace_id, nextval('inlet_ids'), type, channel_id, conversation_id, message_id, payload,
    created_at
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
    $7::bigint[]) AS new (workspace_id, type, channel_id, conversation_id, message_id, payload,
    created_at)`;

/** Writes what a group collected: one statement a table, the event log last. */
export async function flushGroup(client: PoolClient, set: PostgresWorkingSet): Promise<void> {
  await insertContacts(client, set.newContacts.map(contactToRow));
  await insertParticipants(client, set.newParticipants.map(participantToRow));
  await insertMessages(client, [...set.newMessages].map(messageToRow));
  await updateMessages(client, [...set.changedMessages.keys()].map(messageToRow));
  await flushAttachments(client, set);
  await refreshLast(client, [...set.staleConversations]);
  await insertConversations(client, [...set.newConversations].map(conversationToRow));
  await updateConversations(client, [...set.changedConversations].map(conversationToRow));
  await insertAcceptances(client, set.acceptances.map(acceptanceToRow));
  await appendEvents(client, set.events);
}

async function flushAttachments(client: PoolClient, set: PostgresWorkingSet): Promise<void> {
  const replaced = [...set.changedMessages].filter(([, changed]) => changed).map(([row]) => row);
  if (replaced.length > 0) {
    await client.query({
      name: 'delete attachments',
      text: DELETE_ATTACHMENTS,
      values: [replaced.map((row) => row.workspaceId), replaced.map((row) => row.id)],
    });
  }
  const rows = [...set.newMessages, ...replaced].flatMap(attachmentsToRows);
  await insertAttachments(client, rows);
}

async function refreshLast(client: PoolClient, stale: readonly Conversation[]): Promise<void> {
  if (stale.length === 0) return;
  const { rows } = await client.query<{
    conversationId: number;
    id: number;
    writtenAt: number;
    text: string;
    direction: Direction;
  }>({
    name: 'last messages',
    text: LAST_MESSAGES,
    values: [stale.map((row) => row.workspaceId), stale.map((row) => row.id)],
  });
  for (const { conversationId, text, ...last } of rows) {
    const conversation = stale.find(({ id }) => id === conversationId);
    if (conversation !== undefined) conversation.last = { ...last, preview: previewOf(text) };
  }
}

/**
 * Appends under a lock of each workspace, taken in the order of their ids and held until the
 * transaction ends, so that events get their ids in the order of commits and a reader can never
 * step over one that commits later. See docs/adr/0004.
 */
export async function appendEvents(client: PoolClient, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const workspaces = [...new Set(events.map((event) => event.workspaceId))].sort((a, b) => a - b);
  await client.query({ name: 'lock logs', text: LOCK_LOGS, values: [workspaces] });
  await client.query({
    name: 'insert events',
    text: INSERT_EVENTS,
    values: [
      events.map((event) => event.workspaceId),
      events.map((event) => event.type),
      events.map((event) => event.channelId),
      events.map((event) => event.conversationId),
      events.map((event) => event.messageId),
      events.map((event) => toJson(event.payload)),
      events.map((event) => event.createdAt),
    ],
  });
}

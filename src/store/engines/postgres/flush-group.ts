import type { PoolClient } from 'pg';
import type { Conversation } from '../../../domain/conversation.ts';
import { previewOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { Direction, Message } from '../../../domain/message.ts';
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
import { insertMany, run, transpose, updateMany } from './many.ts';
import type { PostgresWorkingSet } from './postgres-working-set.ts';

/** The tables that nearly every group writes, in one statement: each is a round trip less. */
const PARTS = [
  { columns: contactColumns, sql: insertMany('contacts', contactColumns) },
  { columns: participantColumns, sql: insertMany('participants', participantColumns) },
  { columns: messageColumns, sql: insertMany('messages', messageColumns) },
  { columns: conversationColumns, sql: insertMany('conversations', conversationColumns) },
  { columns: conversationChanges, sql: updateMany('conversations', conversationChanges) },
  { columns: acceptanceColumns, sql: insertMany('acceptances', acceptanceColumns) },
] as const;
const WRITE_GROUP = joinParts();
const UPDATE_MESSAGES = updateMany('messages', messageChanges)(1);
const INSERT_ATTACHMENTS = insertMany('attachments', attachmentColumns)(1);

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
/** No row is joined, and so no id taken, before `locks` has its one row. */
const INSERT_EVENTS = `WITH locks AS MATERIALIZED (
    SELECT count(pg_advisory_xact_lock(id)) FROM unnest($8::bigint[]) AS id
  )
  INSERT INTO events
  (workspace_id, id, type, channel_id, conversation_id, message_id, payload, created_at)
  SELECT workspace_id, nextval('inlet_ids'), type, channel_id, conversation_id, message_id, payload,
    created_at
  FROM locks CROSS JOIN unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
    $7::bigint[]) AS new (workspace_id, type, channel_id, conversation_id, message_id, payload,
    created_at)`;

/** Writes what a group collected, the event log last. */
export async function flushGroup(client: PoolClient, set: PostgresWorkingSet): Promise<void> {
  // A message that moved back in time may leave another one last; that is read after it has moved.
  await flushChangedMessages(client, set);
  await refreshLast(client, set);
  const rows: Record<string, unknown>[][] = [
    set.newContacts.map(contactToRow),
    set.newParticipants.map(participantToRow),
    [...set.newMessages].map(messageToRow),
    [...set.newConversations].map(conversationToRow),
    [...set.changedConversations].map(conversationToRow),
    set.acceptances.map(acceptanceToRow),
  ];
  const values = PARTS.flatMap(({ columns }, index) => transpose(columns, rows[index] ?? []));
  await run(client, 'write group', WRITE_GROUP, values);
  await insertAttachments(client, [...set.newMessages]);
  await appendEvents(client, set.events);
}

/** `WITH part0 AS (...), part1 AS (...) SELECT 1`, the parameters numbered on. */
function joinParts(): string {
  let first = 1;
  const parts = PARTS.map(({ columns, sql }, index) => {
    const text = `part${index} AS (${sql(first)})`;
    first += Object.keys(columns).length;
    return text;
  });
  return `WITH ${parts.join(', ')} SELECT 1`;
}

async function flushChangedMessages(client: PoolClient, set: PostgresWorkingSet): Promise<void> {
  if (set.changedMessages.size === 0) return;
  const changed = [...set.changedMessages.keys()].map(messageToRow);
  await run(client, 'update messages', UPDATE_MESSAGES, transpose(messageChanges, changed));
  const replaced = [...set.changedMessages].filter(([, isToo]) => isToo).map(([row]) => row);
  if (replaced.length === 0) return;
  await run(client, 'delete attachments', DELETE_ATTACHMENTS, [
    replaced.map((row) => row.workspaceId),
    replaced.map((row) => row.id),
  ]);
  await insertAttachments(client, replaced);
}

async function insertAttachments(client: PoolClient, messages: readonly Message[]): Promise<void> {
  const rows = messages.flatMap(attachmentsToRows);
  if (rows.length === 0) return;
  const values = transpose(attachmentColumns, rows);
  await run(client, 'insert attachments', INSERT_ATTACHMENTS, values);
}

async function refreshLast(client: PoolClient, set: PostgresWorkingSet): Promise<void> {
  const stale: readonly Conversation[] = [...set.staleConversations];
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
      workspaces,
    ],
  });
}

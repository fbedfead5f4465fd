import type { Answered } from '../../../domain/accept-command.ts';
import {
  acceptanceColumns,
  attachmentColumns,
  channelColumns,
  contactColumns,
  conversationChanges,
  conversationColumns,
  eventColumns,
  messageChanges,
  messageColumns,
  participantColumns,
} from './columns.ts';
import type { EventRow } from '../../schema.ts';
import { columnNames, insertMany, selectList, unnest, updateMany } from './many.ts';
import type { Columns, ManyStatement, Statement } from './many.ts';

/*
 * The statements of the accept path. Look-ups join a list of keys to LATERAL subqueries that the
 * planner cannot merge into their surroundings (OFFSET 0, FOR UPDATE): each key is one descent of
 * an index, whatever the planner believes. Left to choose, on tables without statistics, it read
 * all conversations for each group (measured: 21 of 22 ms). For the same reason a look-up by id says
 * COALESCE where "is null" is meant: a partial index that says the same would be read from end to end.
 */

export type ChannelKeyRow = { workspaceId: number; appId: number; externalId: string };

const channelKey: Columns<ChannelKeyRow> = {
  workspaceId: 'bigint',
  appId: 'bigint',
  externalId: 'text',
};

export const findChannels: ManyStatement<ChannelKeyRow> = {
  name: 'find channels',
  columns: channelKey,
  text: `SELECT t.* FROM ${unnest(channelKey)} AS key (${columnNames(channelKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', channelColumns)} FROM channels r
      WHERE r.workspace_id = key.workspace_id AND r.app_id = key.app_id
        AND r.external_id = key.external_id AND r.deleted_at IS NULL OFFSET 0
    ) t`,
};

export type ConversationKeyRow = ChannelKeyRow & { conversation: string };

const conversationKey: Columns<ConversationKeyRow> = { ...channelKey, conversation: 'text' };

/** Locks row by row in the order of the keys, which has to be the same for every group. */
export const lockConversations: ManyStatement<ConversationKeyRow> = {
  name: 'lock conversations',
  columns: conversationKey,
  text: `SELECT t.* FROM ${unnest(conversationKey)} AS key (${columnNames(conversationKey)})
    CROSS JOIN LATERAL (
      SELECT r.id FROM channels r
      WHERE r.workspace_id = key.workspace_id AND r.app_id = key.app_id
        AND r.external_id = key.external_id AND r.deleted_at IS NULL OFFSET 0
    ) channel
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', conversationColumns)} FROM conversations r
      WHERE r.workspace_id = key.workspace_id AND r.channel_id = channel.id
        AND r.external_id = key.conversation AND r.deleted_at IS NULL FOR UPDATE
    ) t`,
};

/** A conversation across channels, by its contact or by its own id. */
export type OpenKeyRow = { workspaceId: number; contactId: number | null; id: number | null };

const openKey: Columns<OpenKeyRow> = { workspaceId: 'bigint', contactId: 'bigint', id: 'bigint' };

/** Locks in the order of ids: two groups may know the same conversations by different keys. */
export const lockOpenConversations: ManyStatement<OpenKeyRow> = {
  name: 'lock open conversations',
  columns: openKey,
  text: `WITH key AS (SELECT * FROM ${unnest(openKey)} AS key (${columnNames(openKey)}))
    SELECT t.* FROM (
      SELECT key.workspace_id, key.id FROM key WHERE key.id IS NOT NULL
      UNION
      SELECT key.workspace_id, found.id FROM key CROSS JOIN LATERAL (
        SELECT r.id FROM conversations r
        WHERE r.workspace_id = key.workspace_id AND r.contact_id = key.contact_id
          AND r.channel_id IS NULL AND r.deleted_at IS NULL OFFSET 0
      ) found
      ORDER BY 1, 2
    ) one
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', conversationColumns)} FROM conversations r
      WHERE r.workspace_id = one.workspace_id AND r.id = one.id
        AND COALESCE(r.channel_id, r.deleted_at, 0) = 0 FOR UPDATE
    ) t`,
};

export type SeatKeyRow = { workspaceId: number; ownerId: number; externalId: string };

const seatKey: Columns<SeatKeyRow> = {
  workspaceId: 'bigint',
  ownerId: 'bigint',
  externalId: 'text',
};

/** By conversation. */
export const findParticipants: ManyStatement<SeatKeyRow> = {
  name: 'find participants',
  columns: seatKey,
  text: `SELECT t.* FROM ${unnest(seatKey)} AS key (${columnNames(seatKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', participantColumns)} FROM participants r
      WHERE r.workspace_id = key.workspace_id AND r.conversation_id = key.owner_id
        AND r.external_id = key.external_id OFFSET 0
    ) t`,
};

/** By channel. */
export const findContacts: ManyStatement<SeatKeyRow> = {
  name: 'find contacts',
  columns: seatKey,
  text: `SELECT t.* FROM ${unnest(seatKey)} AS key (${columnNames(seatKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', contactColumns)} FROM contacts r
      WHERE r.workspace_id = key.workspace_id AND r.channel_id = key.owner_id
        AND r.external_id = key.external_id OFFSET 0
    ) t`,
};

export type RowKey = { workspaceId: number; id: number };

const rowKey: Columns<RowKey> = { workspaceId: 'bigint', id: 'bigint' };

export const findContactsById: ManyStatement<RowKey> = {
  name: 'find contacts by id',
  columns: rowKey,
  text: `SELECT t.* FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', contactColumns)} FROM contacts r
      WHERE r.workspace_id = key.workspace_id AND r.id = key.id
        AND COALESCE(r.channel_id, 0) = 0 OFFSET 0
    ) t`,
};

const answeredColumns: Columns<Answered> = {
  id: 'bigint',
  workspaceId: 'bigint',
  conversationId: 'bigint',
  threadId: 'bigint',
};

export const findAnswered: ManyStatement<RowKey> = {
  name: 'find answered messages',
  columns: rowKey,
  text: `SELECT t.* FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', answeredColumns)} FROM messages r
      WHERE r.workspace_id = key.workspace_id AND r.id = key.id OFFSET 0
    ) t`,
};

export type MessageKeyRow = {
  workspaceId: number;
  channelId: number;
  externalId: string;
  identityScope: number;
};

const messageKey: Columns<MessageKeyRow> = {
  workspaceId: 'bigint',
  channelId: 'bigint',
  externalId: 'text',
  identityScope: 'bigint',
};

/**
 * With their attachments as JSON, whether they only wait for the removal of a conversation, and
 * whether they were written here.
 */
export const findMessages: ManyStatement<MessageKeyRow> = {
  name: 'find messages',
  columns: messageKey,
  text: `SELECT t.*,
      CASE WHEN t."attachmentCount" > 0 THEN (
        SELECT json_agg(a ORDER BY a.position) FROM (
          SELECT ${selectList('r', attachmentColumns)} FROM attachments r
          WHERE r.workspace_id = t."workspaceId" AND r.message_id = t.id
        ) a
      ) END AS attachments,
      CASE WHEN t."identityScope" = 0 THEN (
        SELECT r.deleted_at FROM conversations r
        WHERE r.workspace_id = t."workspaceId" AND r.id = t."conversationId"
      ) END AS "deletedAt",
      EXISTS (
        SELECT 1 FROM replies r WHERE r.workspace_id = t."workspaceId" AND r.message_id = t.id
      ) AS "isReply"
    FROM ${unnest(messageKey)} AS key (${columnNames(messageKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', messageColumns)} FROM messages r
      WHERE r.workspace_id = key.workspace_id AND r.channel_id = key.channel_id
        AND r.external_id = key.external_id AND r.identity_scope = key.identity_scope OFFSET 0
    ) t`,
};

/** Messages that had an identity in an earlier delivery. */
export const findResent: ManyStatement<MessageKeyRow> = {
  name: 'find resent',
  columns: messageKey,
  text: `SELECT t.*, key.external_id AS "formerId", key.identity_scope AS "formerScope"
    FROM ${unnest(messageKey)} AS key (${columnNames(messageKey)})
    CROSS JOIN LATERAL (
      SELECT f.message_id FROM former_identities f
      WHERE f.workspace_id = key.workspace_id AND f.channel_id = key.channel_id
        AND f.external_id = key.external_id AND f.identity_scope = key.identity_scope OFFSET 0
    ) former
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', messageColumns)} FROM messages r
      WHERE r.workspace_id = key.workspace_id AND r.id = former.message_id OFFSET 0
    ) t`,
};

/** Names this transaction to a later one, and takes ids, in ascending order. */
export const takeIds: Statement = {
  name: 'take ids',
  text: `SELECT pg_current_xact_id()::text AS xid,
      ARRAY(SELECT nextval('inlet_ids') FROM generate_series(1, $1::int)) AS ids`,
};

export const findLastMessages: ManyStatement<RowKey> = {
  name: 'find last messages',
  columns: rowKey,
  text: `SELECT key.id AS "conversationId", t.*
    FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT r.id, r.written_at AS "writtenAt", r.text, r.direction, r.type FROM messages r
      WHERE r.workspace_id = key.workspace_id AND r.conversation_id = key.id
      ORDER BY r.written_at DESC, r.id DESC LIMIT 1
    ) t`,
};

export const insertContacts = insertMany('contacts', contactColumns);
export const insertConversations = insertMany('conversations', conversationColumns);
export const updateConversations = updateMany('conversations', conversationChanges);
export const insertParticipants = insertMany('participants', participantColumns);
export const insertMessages = insertMany('messages', messageColumns);
export const updateMessages = updateMany('messages', messageChanges);
export const insertAttachments = insertMany('attachments', attachmentColumns);
export const insertAcceptances = insertMany('acceptances', acceptanceColumns);

/** Makes the identity of messages free whose conversation is deleted and not yet removed. */
export const freeIdentities: ManyStatement<RowKey> = {
  name: 'free identities',
  columns: rowKey,
  text: `UPDATE messages SET identity_scope = NULL
    FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    WHERE messages.workspace_id = key.workspace_id AND messages.id = key.id`,
};

export const deleteAttachments: ManyStatement<RowKey> = {
  name: 'delete attachments',
  columns: rowKey,
  text: `DELETE FROM attachments USING ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    WHERE attachments.workspace_id = key.workspace_id AND attachments.message_id = key.id`,
};

/**
 * Appends to the log under its locks, the last parameter. Every row is joined to the one row that
 * counts the locks, so that none gets an id before all are held.
 */
export const insertEvents: ManyStatement<Omit<EventRow, 'id'>> = {
  name: 'insert events',
  columns: eventColumns,
  text: `INSERT INTO events (${columnNames(eventColumns)}, id)
    SELECT n.*, nextval('inlet_ids')
    FROM (
      SELECT count(pg_advisory_xact_lock(lock))
      FROM unnest($${Object.keys(eventColumns).length + 1}::bigint[]) AS lock
    ) locks
    CROSS JOIN ${unnest(eventColumns)} AS n`,
};

export const findAcceptance: Statement = {
  name: 'find acceptance',
  text: `SELECT FROM acceptances
    WHERE workspace_id = $1 AND id = $2 AND message_id = $3 AND received_at = $4`,
};

import { integer, optional, text } from '../../column.ts';
import type { ValuesOf } from '../../table.ts';
import { columnNames, pick, selectList } from '../../table.ts';
import { acceptances } from '../../tables/acceptances.ts';
import { channels } from '../../tables/channels.ts';
import { contacts } from '../../tables/contacts.ts';
import { conversationChanges, conversations } from '../../tables/conversations.ts';
import { events } from '../../tables/events.ts';
import { attachments, messageChanges, messages } from '../../tables/messages.ts';
import { participants } from '../../tables/participants.ts';
import { areFew, insertMany, many, unnest, updateMany, withoutWorkspace } from './many.ts';
import type { Statement } from './many.ts';

/*
 * The statements of the accept path. Look-ups join a list of keys to LATERAL subqueries that the
 * planner cannot merge into their surroundings (OFFSET 0, FOR UPDATE): each key is one descent of
 * an index, whatever the planner believes. Left to choose, on tables without statistics, it read
 * all conversations for each group (measured: 21 of 22 ms). For the same reason a look-up by id says
 * COALESCE where "is null" is meant: a partial index that says the same would be read from end to end.
 */

const channelKey = pick(channels, 'appId', 'externalId');

export type ChannelKeyRow = ValuesOf<typeof channelKey>;

export const findChannels = many(
  'find channels',
  channelKey,
  `SELECT t.* FROM ${unnest(channelKey)} AS key (${columnNames(channelKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', channels.columns)} FROM channels r
      WHERE r.workspace_id = $1 AND r.app_id = key.app_id
        AND r.external_id = key.external_id AND r.deleted_at IS NULL OFFSET 0
    ) t`,
);

const conversationKey = { ...channelKey, conversation: text };

export type ConversationKeyRow = ValuesOf<typeof conversationKey>;

/** Locks row by row in the order of the keys, which has to be the same for every group. */
export const lockConversations = many(
  'lock conversations',
  conversationKey,
  `SELECT t.* FROM ${unnest(conversationKey)} AS key (${columnNames(conversationKey)})
    CROSS JOIN LATERAL (
      SELECT r.id FROM channels r
      WHERE r.workspace_id = $1 AND r.app_id = key.app_id
        AND r.external_id = key.external_id AND r.deleted_at IS NULL OFFSET 0
    ) channel
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', conversations.columns)} FROM conversations r
      WHERE r.workspace_id = $1 AND r.channel_id = channel.id
        AND r.external_id = key.conversation AND r.deleted_at IS NULL FOR UPDATE
    ) t`,
);

/** A conversation across channels, by its contact or by its own id. */
const openKey = { contactId: optional(integer), id: optional(integer) };

export type OpenKeyRow = ValuesOf<typeof openKey>;

/** Locks in the order of ids: two groups may know the same conversations by different keys. */
export const lockOpenConversations = many(
  'lock open conversations',
  openKey,
  `WITH key AS (SELECT * FROM ${unnest(openKey)} AS key (${columnNames(openKey)}))
    SELECT t.* FROM (
      SELECT key.id FROM key WHERE key.id IS NOT NULL
      UNION
      SELECT found.id FROM key CROSS JOIN LATERAL (
        SELECT r.id FROM conversations r
        WHERE r.workspace_id = $1 AND r.contact_id = key.contact_id
          AND r.channel_id IS NULL AND r.deleted_at IS NULL OFFSET 0
      ) found
      ORDER BY 1
    ) one
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', conversations.columns)} FROM conversations r
      WHERE r.workspace_id = $1 AND r.id = one.id
        AND COALESCE(r.channel_id, r.deleted_at, 0) = 0 FOR UPDATE
    ) t`,
);

const seatKey = { ownerId: integer, externalId: text };

export type SeatKeyRow = ValuesOf<typeof seatKey>;

/** By conversation. */
export const findParticipants = many(
  'find participants',
  seatKey,
  `SELECT t.* FROM ${unnest(seatKey)} AS key (${columnNames(seatKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', participants.columns)} FROM participants r
      WHERE r.workspace_id = $1 AND r.conversation_id = key.owner_id
        AND r.external_id = key.external_id OFFSET 0
    ) t`,
);

/** By channel. */
export const findContacts = many(
  'find contacts',
  seatKey,
  `SELECT t.* FROM ${unnest(seatKey)} AS key (${columnNames(seatKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', contacts.columns)} FROM contacts r
      WHERE r.workspace_id = $1 AND r.channel_id = key.owner_id
        AND r.external_id = key.external_id OFFSET 0
    ) t`,
);

const rowKey = { id: integer };

export type RowKey = ValuesOf<typeof rowKey>;

export const findContactsById = many(
  'find contacts by id',
  rowKey,
  `SELECT t.* FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', contacts.columns)} FROM contacts r
      WHERE r.workspace_id = $1 AND r.id = key.id
        AND COALESCE(r.channel_id, 0) = 0 OFFSET 0
    ) t`,
);

const answeredColumns = pick(messages, 'id', 'workspaceId', 'conversationId', 'threadId');

export const findAnswered = many(
  'find answered messages',
  rowKey,
  `SELECT t.* FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', answeredColumns)} FROM messages r
      WHERE r.workspace_id = $1 AND r.id = key.id OFFSET 0
    ) t`,
);

const messageKey = { channelId: integer, externalId: text, identityScope: integer };

export type MessageKeyRow = ValuesOf<typeof messageKey>;

/**
 * With their attachments as JSON, whether they only wait for the removal of a conversation, and
 * whether they were written here.
 */
export const findMessages = many(
  'find messages',
  messageKey,
  `SELECT t.*,
      CASE WHEN t."attachmentCount" > 0 THEN (
        SELECT json_agg(a ORDER BY a.position) FROM (
          SELECT ${selectList('r', attachments.columns)} FROM attachments r
          WHERE r.workspace_id = $1 AND r.message_id = t.id
        ) a
      ) END AS attachments,
      CASE WHEN t."identityScope" = 0 THEN (
        SELECT r.deleted_at FROM conversations r
        WHERE r.workspace_id = $1 AND r.id = t."conversationId"
      ) END AS "deletedAt",
      EXISTS (
        SELECT 1 FROM replies r WHERE r.workspace_id = $1 AND r.message_id = t.id
      ) AS "isReply"
    FROM ${unnest(messageKey)} AS key (${columnNames(messageKey)})
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', messages.columns)} FROM messages r
      WHERE r.workspace_id = $1 AND r.channel_id = key.channel_id
        AND r.external_id = key.external_id AND r.identity_scope = key.identity_scope OFFSET 0
    ) t`,
);

/** Messages that had an identity in an earlier delivery. */
export const findResent = many(
  'find resent',
  messageKey,
  `SELECT t.*, key.external_id AS "formerId", key.identity_scope AS "formerScope"
    FROM ${unnest(messageKey)} AS key (${columnNames(messageKey)})
    CROSS JOIN LATERAL (
      SELECT f.message_id FROM former_identities f
      WHERE f.workspace_id = $1 AND f.channel_id = key.channel_id
        AND f.external_id = key.external_id AND f.identity_scope = key.identity_scope OFFSET 0
    ) former
    CROSS JOIN LATERAL (
      SELECT ${selectList('r', messages.columns)} FROM messages r
      WHERE r.workspace_id = $1 AND r.id = former.message_id OFFSET 0
    ) t`,
);

/** Names this transaction to a later one, and takes ids, in ascending order. */
export const takeIds: Statement = {
  name: 'take ids',
  text: `SELECT pg_current_xact_id()::text AS xid,
      ARRAY(SELECT nextval('inlet_ids') FROM generate_series(1, $1::int)) AS ids`,
};

export const findLastMessages = many(
  'find last messages',
  rowKey,
  `SELECT key.id AS "conversationId", t.*
    FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    CROSS JOIN LATERAL (
      SELECT r.id, r.written_at AS "writtenAt", r.text, r.direction, r.type FROM messages r
      WHERE r.workspace_id = $1 AND r.conversation_id = key.id
      ORDER BY r.written_at DESC, r.id DESC LIMIT 1
    ) t`,
);

export const insertContacts = insertMany(contacts);
export const insertConversations = insertMany(conversations);
export const updateConversations = updateMany('conversations', conversationChanges);
export const insertParticipants = insertMany(participants);
export const insertMessages = insertMany(messages);
export const updateMessages = updateMany('messages', messageChanges);
export const insertAttachments = insertMany(attachments);
export const insertAcceptances = insertMany(acceptances);

/** Makes the identity of messages free whose conversation is deleted and not yet removed. */
export const freeIdentities = many(
  'free identities',
  rowKey,
  `UPDATE messages SET identity_scope = NULL
    FROM ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    WHERE messages.workspace_id = $1 AND messages.id = key.id AND ${areFew('key.id')}`,
);

export const deleteAttachments = many(
  'delete attachments',
  rowKey,
  `DELETE FROM attachments USING ${unnest(rowKey)} AS key (${columnNames(rowKey)})
    WHERE attachments.workspace_id = $1 AND attachments.message_id = key.id
      AND ${areFew('key.id')}`,
);

/** Without the id, which is taken when the row is inserted. */
const { id: _, ...eventColumns } = withoutWorkspace(events.columns);

/** A statement of its own: the ids are taken by one that begins when the lock is held. */
export const lockLog: Statement = {
  name: 'lock log',
  text: 'SELECT pg_advisory_xact_lock($1::bigint)',
};

export const insertEvents = many(
  'insert events',
  eventColumns,
  `INSERT INTO events (workspace_id, ${columnNames(eventColumns)}, id)
    SELECT $1::bigint, n.*, nextval('inlet_ids') FROM ${unnest(eventColumns)} AS n`,
);

/** After the events: the last id that this session took is that of the newest. */
export const moveHead: Statement = {
  name: 'move head',
  text: `INSERT INTO log_heads (workspace, head, oldest) VALUES ($1, currval('inlet_ids'), 0)
    ON CONFLICT (workspace) DO UPDATE SET head = excluded.head`,
};

export const findAcceptance: Statement = {
  name: 'find acceptance',
  text: `SELECT FROM acceptances
    WHERE workspace_id = $1 AND id = $2 AND message_id = $3 AND received_at = $4
      AND external_message_id IS NOT DISTINCT FROM $5::text`,
};

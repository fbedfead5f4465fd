import { believed, inBoth } from './in-both.ts';

/**
 * What SQLite is to believe of the tables: rows, then rows alike in the first column of the index,
 * in the first two, and so on. Without it SQLite takes every workspace for a small one, and deleted
 * ten messages by reading all of their workspace. As many conversations as acceptances, or it makes
 * a Bloom filter of all of them for each page. Fixed, so that plans never change by themselves.
 * https://sqlite.org/optoverview.html#manual_control_of_query_plans_using_sqlite_stat_tables
 */
const STATISTICS = [
  ['channels', 'channels_by_external_id', '1000 1000 1000 1'],
  ['channels', 'channels_to_purge', '10 1'],
  ['contacts', 'sqlite_autoindex_contacts_1', '100000 100000 1000 1'],
  ['conversations', 'conversations_by_external_id', '1000000 1000000 10000 1'],
  ['conversations', 'conversations_by_time', '1000000 1000000 2 1'],
  ['conversations', 'conversations_to_purge', '10 1'],
  ['participants', 'sqlite_autoindex_participants_1', '200000 200000 2 1'],
  ['messages', 'messages_by_identity', '1000000 1000000 10000 1 1'],
  ['messages', 'messages_by_time', '1000000 1000000 10 2 1'],
  ['attachments', 'attachments', '100000 100000 2 1'],
  ['acceptances', 'acceptances', '1000000 1000000 1'],
  ['acceptances', 'acceptances_by_message', '1000000 1000000 2 1'],
  ['events', 'events', '1000000 1000000 1'],
  ['rejections', 'rejections_by_workspace', '10000 1000 1'],
  ['tokens', 'tokens_by_workspace', '1000 100 1'],
] as const;

/** Frozen. A change to the schema is a new migration. */
export const statements = inBoth([
  `CREATE TABLE workspaces (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE workspace_aliases (
    workspace_id INTEGER NOT NULL,
    vendor TEXT NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (vendor, external_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE memberships (
    workspace_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('admin', 'agent', 'viewer')),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, user_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE apps (
    id INTEGER PRIMARY KEY,
    vendor TEXT NOT NULL,
    client_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE installations (
    workspace_id INTEGER NOT NULL,
    id ID,
    app_id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, app_id)
  ) STRICT`,
  `CREATE TABLE tokens (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    last_four TEXT NOT NULL,
    label TEXT NOT NULL,
    user_id INTEGER,
    app_id INTEGER,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    last_used_at INTEGER
  ) STRICT`,
  { sqlite: [`CREATE INDEX tokens_by_workspace ON tokens (workspace_id, id)`] },
  `CREATE TABLE channels (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT NOT NULL,
    app_id INTEGER NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    avatar_url TEXT,
    attributes TEXT NOT NULL,
    user_id INTEGER,
    created_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT`,
  `CREATE UNIQUE INDEX channels_by_external_id
    ON channels (workspace_id, app_id, external_id) WHERE deleted_at IS NULL`,
  {
    sqlite: [`CREATE INDEX channels_to_purge ON channels (id) WHERE deleted_at IS NOT NULL`],
    postgres: [
      `CREATE INDEX channels_to_purge ON channels (workspace_id, id) WHERE deleted_at IS NOT NULL`,
    ],
  },
  `CREATE TABLE contacts (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT NOT NULL,
    channel_id INTEGER,
    external_id TEXT COLLATE "C",
    name TEXT,
    avatar_url TEXT,
    email TEXT,
    phone TEXT,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (workspace_id, channel_id, external_id)
  ) STRICT`,
  `CREATE TABLE conversations (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT NOT NULL,
    channel_id INTEGER,
    external_id TEXT COLLATE "C" NOT NULL,
    contact_id INTEGER,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    link TEXT,
    assigned_user_id INTEGER,
    unread_count INTEGER NOT NULL,
    read_through_id INTEGER NOT NULL,
    last_message_id INTEGER,
    active_at INTEGER NOT NULL,
    last_message_preview TEXT,
    last_message_direction TEXT CHECK (last_message_direction IN ('inbound', 'outbound')),
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT`,
  `CREATE UNIQUE INDEX conversations_by_external_id
    ON conversations (workspace_id, channel_id, external_id)
    WHERE channel_id IS NOT NULL AND deleted_at IS NULL`,
  `CREATE INDEX conversations_by_time ON conversations (workspace_id, active_at, id)`,
  {
    sqlite: [
      `CREATE INDEX conversations_to_purge ON conversations (id) WHERE deleted_at IS NOT NULL`,
    ],
    postgres: [
      `CREATE INDEX conversations_to_purge ON conversations (workspace_id, id) WHERE deleted_at IS NOT NULL`,
    ],
  },
  `CREATE TABLE participants (
    workspace_id INTEGER NOT NULL,
    id ID,
    conversation_id INTEGER NOT NULL,
    contact_id INTEGER,
    external_id TEXT COLLATE "C" NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('contact', 'business')),
    name TEXT NOT NULL,
    is_placeholder INTEGER NOT NULL CHECK (is_placeholder IN (0, 1)),
    avatar_url TEXT,
    created_at INTEGER NOT NULL,
    UNIQUE (workspace_id, conversation_id, external_id)
  ) STRICT`,
  `CREATE TABLE messages (
    workspace_id INTEGER NOT NULL,
    id ID,
    channel_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    participant_id INTEGER NOT NULL,
    external_id TEXT COLLATE "C",
    identity_scope INTEGER,
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    text TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status ONE OF ('pending', 'sent', 'failed', 'delivered', 'read')),
    written_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    reply_by INTEGER,
    link TEXT,
    attachment_count INTEGER NOT NULL,
    attributes TEXT NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX messages_by_identity
    ON messages (workspace_id, channel_id, external_id, identity_scope)`,
  `CREATE INDEX messages_by_time ON messages (workspace_id, conversation_id, written_at, id)`,
  `CREATE TABLE attachments (
    workspace_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    mime_type TEXT NOT NULL,
    url TEXT NOT NULL,
    name TEXT,
    size REAL,
    preview_url TEXT,
    link_expires INTEGER NOT NULL CHECK (link_expires IN (0, 1)),
    PRIMARY KEY (workspace_id, message_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE acceptances (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict ONE OF ('stored', 'updated', 'duplicate')),
    reason TEXT,
    conflict TEXT,
    duplicate_of INTEGER,
    vendor TEXT NOT NULL,
    channel_id INTEGER NOT NULL,
    conversation_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    external_message_id TEXT,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX acceptances_by_message ON acceptances (workspace_id, message_id, id)`,
  `CREATE TABLE events (
    workspace_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    type TEXT NOT NULL,
    channel_id INTEGER,
    conversation_id INTEGER,
    message_id INTEGER,
    payload TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE rejections (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT NOT NULL,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    body TEXT,
    created_at INTEGER NOT NULL
  ) STRICT`,
  { sqlite: [`CREATE INDEX rejections_by_workspace ON rejections (workspace_id, id)`] },
  `CREATE TABLE faults (
    workspace_id INTEGER NOT NULL,
    vendor TEXT NOT NULL,
    answer TEXT NOT NULL,
    remaining INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, vendor)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  {
    sqlite: [
      `CREATE TABLE counters (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
      `INSERT INTO counters (name, value) VALUES ('id', 0)`,
      `ANALYZE`,
      `DELETE FROM sqlite_stat1`,
    ],
    postgres: [`CREATE SEQUENCE inlet_ids`],
  },
  believed(STATISTICS),
]);

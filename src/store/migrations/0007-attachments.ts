import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // A stored content: one per workspace and content, under a name that cannot be guessed.
  `CREATE TABLE files (
    workspace_id INTEGER NOT NULL,
    id ID,
    hash TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    created_at INTEGER NOT NULL,
    is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1))
  ) STRICT`,
  `CREATE UNIQUE INDEX files_by_name ON files (name)`,
  `CREATE UNIQUE INDEX files_by_hash ON files (workspace_id, hash) WHERE is_removed = 0`,
  `CREATE INDEX files_to_remove ON files (id) WHERE is_removed = 1`,
  { postgres: [`CREATE INDEX files_in_order ON files (id)`] },
  // An address outside of which a copy is kept, or why there is none.
  `CREATE TABLE links (
    workspace_id INTEGER NOT NULL,
    id ID,
    url_hash TEXT NOT NULL,
    url TEXT NOT NULL,
    use TEXT NOT NULL CHECK (use IN ('attachment', 'avatar')),
    expires INTEGER NOT NULL CHECK (expires IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'refused', 'failed')),
    reason TEXT,
    file_id INTEGER,
    message_id INTEGER,
    participant_id INTEGER,
    attempts INTEGER NOT NULL,
    due_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE UNIQUE INDEX links_by_url ON links (workspace_id, url_hash)`,
  `CREATE INDEX links_due ON links (due_at, id) WHERE due_at IS NOT NULL`,
  { postgres: [`CREATE INDEX links_in_order ON links (id)`] },
  `CREATE INDEX links_by_file ON links (workspace_id, file_id) WHERE file_id IS NOT NULL`,
  `ALTER TABLE attachments ADD COLUMN link_id INTEGER`,
  `CREATE INDEX attachments_without_link ON attachments (message_id) WHERE link_id IS NULL`,
  `CREATE INDEX attachments_by_link ON attachments (workspace_id, link_id)`,
  // What a channel's past is fetched with, in the background.
  `ALTER TABLE messages ADD COLUMN is_imported INTEGER NOT NULL DEFAULT 0 CHECK (is_imported IN (0, 1))`,
  `CREATE TABLE imports (
    workspace_id INTEGER NOT NULL,
    id ID,
    channel_id INTEGER NOT NULL,
    conversation_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed')),
    reason TEXT,
    cursor TEXT,
    cursors TEXT NOT NULL,
    pages INTEGER NOT NULL,
    conversations INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX imports_by_channel ON imports (workspace_id, channel_id, id)`,
  `CREATE INDEX imports_by_conversation
    ON imports (workspace_id, conversation_id, id) WHERE conversation_id IS NOT NULL`,
  `CREATE INDEX imports_due ON imports (due_at, id) WHERE due_at IS NOT NULL`,
  // The message forms of a channel's provider, as they were when they were last asked for.
  `CREATE TABLE channel_templates (
    workspace_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    templates TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_id)
  ) STRICT, WITHOUT ROWID`,
]);

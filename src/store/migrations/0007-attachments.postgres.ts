/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // A stored content: one per workspace and content, under a name that cannot be guessed.
  `CREATE TABLE files (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    hash text NOT NULL,
    size bigint NOT NULL,
    media_type text NOT NULL,
    name text NOT NULL,
    title text,
    created_at bigint NOT NULL,
    is_removed bigint NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
    PRIMARY KEY (workspace_id, id)
  )`,
  // The name alone says whose file it is: 128 random bits, like a credential.
  `CREATE UNIQUE INDEX files_by_name ON files (name)`,
  `CREATE UNIQUE INDEX files_by_hash ON files (workspace_id, hash) WHERE is_removed = 0`,
  `CREATE INDEX files_to_remove ON files (id) WHERE is_removed = 1`,
  `CREATE INDEX files_in_order ON files (id)`,
  // An address outside of which a copy is kept, or why there is none.
  `CREATE TABLE links (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    url_hash text NOT NULL,
    url text NOT NULL,
    use text NOT NULL CHECK (use IN ('attachment', 'avatar')),
    expires bigint NOT NULL CHECK (expires IN (0, 1)),
    state text NOT NULL CHECK (state IN ('waiting', 'kept', 'refused', 'failed')),
    reason text,
    file_id bigint,
    message_id bigint,
    participant_id bigint,
    attempts bigint NOT NULL,
    due_at bigint,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE UNIQUE INDEX links_by_url ON links (workspace_id, url_hash)`,
  `CREATE INDEX links_due ON links (due_at, id) WHERE due_at IS NOT NULL`,
  `CREATE INDEX links_in_order ON links (id)`,
  `CREATE INDEX links_by_file ON links (workspace_id, file_id) WHERE file_id IS NOT NULL`,
  `ALTER TABLE attachments ADD COLUMN link_id bigint`,
  `CREATE INDEX attachments_without_link ON attachments (message_id) WHERE link_id IS NULL`,
  `CREATE INDEX attachments_by_link ON attachments (workspace_id, link_id)`,
  // What a channel's past is fetched with, in the background.
  `ALTER TABLE messages ADD COLUMN is_imported bigint NOT NULL DEFAULT 0 CHECK (is_imported IN (0, 1))`,
  `CREATE TABLE imports (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    channel_id bigint NOT NULL,
    conversation_id bigint,
    state text NOT NULL CHECK (state IN ('pending', 'running', 'done', 'failed')),
    reason text,
    cursor text,
    cursors text NOT NULL,
    pages bigint NOT NULL,
    conversations bigint NOT NULL,
    messages bigint NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE INDEX imports_by_channel ON imports (workspace_id, channel_id, id)`,
  `CREATE INDEX imports_by_conversation
    ON imports (workspace_id, conversation_id, id) WHERE conversation_id IS NOT NULL`,
  `CREATE INDEX imports_due ON imports (due_at, id) WHERE due_at IS NOT NULL`,
  // The message forms of a channel's provider, as they were when they were last asked for.
  `CREATE TABLE channel_templates (
    workspace_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    templates text NOT NULL,
    fetched_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, channel_id)
  )`,
];

import { believed, inBoth } from './in-both.ts';

/**
 * What SQLite is to believe of the tables, as in the first migration: rows, then rows alike in the
 * first column of the index, in the first two, and so on.
 */
const STATISTICS = [
  ['deliveries', 'deliveries_due', '10000 500 1 1'],
  ['deliveries', 'deliveries_leased', '100 1'],
  ['deliveries', 'deliveries_with_deadline', '10000 1'],
  ['deliveries', 'deliveries_in_line', '10000 10000 2 1'],
  ['deliveries', 'deliveries_held', '1000 100 1'],
  ['deliveries', 'deliveries_unknown', '1000 100 2 1'],
  ['deliveries', 'deliveries_by_message', '1000000 1000000 2 1'],
  ['deliveries', 'deliveries_by_conversation', '1000000 1000000 10 1'],
  ['deliveries', 'deliveries_by_state', '1000000 1000000 100000 1'],
  ['deliveries', 'deliveries_by_webhook', '1000000 1000000 10000 1'],
  ['deliveries', 'deliveries_to_forget', '1000000 1'],
  ['attempts', 'attempts', '1000000 1000000 2 1'],
  ['replies', 'replies', '1000000 1000000 1'],
  ['replies', 'replies_by_key', '1000000 1000000 1'],
  ['webhooks', 'webhooks_by_workspace', '1000 10 1'],
  ['webhooks', 'webhooks_in_slot', '1000 10 2 1'],
  ['webhook_secrets', 'webhook_secrets_by_webhook', '1000 10 2 1'],
  ['channel_attention', 'channel_attention', '100 10 1'],
  ['former_identities', 'former_identities', '100 100 10 1 1'],
  ['former_identities', 'former_identities_by_message', '100 100 1'],
] as const;

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `CREATE TABLE replies (
    workspace_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    acceptance_id INTEGER NOT NULL,
    idempotency_key TEXT COLLATE "C",
    request_hash TEXT NOT NULL,
    author_user_id INTEGER,
    template TEXT,
    reply_to_id INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE UNIQUE INDEX replies_by_key ON replies (workspace_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL`,
  `CREATE TABLE deliveries (
    workspace_id INTEGER NOT NULL,
    id ID,
    kind TEXT NOT NULL CHECK (kind IN ('reply', 'event', 'removal')),
    vendor TEXT,
    receiver TEXT COLLATE "C" NOT NULL,
    channel_id INTEGER,
    conversation_id INTEGER,
    message_id INTEGER,
    webhook_id INTEGER,
    event_id INTEGER,
    state TEXT NOT NULL CHECK (state ONE OF ('waiting', 'due', 'held', 'claimed', 'calling', 'sent',
      'failed', 'unknown', 'dismissed', 'resent')),
    outcome TEXT CHECK (outcome ONE OF ('sent', 'retry', 'refused', 'unknown')),
    reason TEXT,
    due_at INTEGER NOT NULL,
    reply_by INTEGER,
    deadline_at INTEGER,
    attempt_count INTEGER NOT NULL,
    attempted_at INTEGER,
    lease_until INTEGER,
    fence INTEGER NOT NULL,
    external_id TEXT COLLATE "C",
    resend_of INTEGER,
    created_at INTEGER NOT NULL,
    settled_at INTEGER
  ) STRICT`,
  `CREATE INDEX deliveries_due ON deliveries (receiver, due_at, id) WHERE state = 'due'`,
  `CREATE INDEX deliveries_leased ON deliveries (lease_until)
    WHERE state IN ('claimed', 'calling')`,
  `CREATE INDEX deliveries_with_deadline ON deliveries (deadline_at)
    WHERE state IN ('waiting', 'due', 'held') AND deadline_at IS NOT NULL`,
  `CREATE INDEX deliveries_in_line ON deliveries (workspace_id, conversation_id, id)
    WHERE kind = 'reply' AND state IN ('waiting', 'due', 'held', 'claimed', 'calling')`,
  `CREATE INDEX deliveries_held ON deliveries (receiver, id) WHERE state = 'held'`,
  `CREATE INDEX deliveries_unknown ON deliveries (workspace_id, conversation_id, id)
    WHERE kind = 'reply' AND state = 'unknown'`,
  `CREATE INDEX deliveries_by_message ON deliveries (workspace_id, message_id, id)
    WHERE message_id IS NOT NULL`,
  `CREATE INDEX deliveries_by_conversation ON deliveries (workspace_id, conversation_id, id)
    WHERE conversation_id IS NOT NULL`,
  `CREATE INDEX deliveries_by_state ON deliveries (workspace_id, state, id)`,
  `CREATE INDEX deliveries_by_webhook ON deliveries (workspace_id, webhook_id, id)
    WHERE webhook_id IS NOT NULL`,
  `CREATE INDEX deliveries_to_forget ON deliveries (settled_at)
    WHERE kind IN ('event', 'removal') AND state = 'sent'`,
  `CREATE TABLE attempts (
    workspace_id INTEGER NOT NULL,
    delivery_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    duration_ms INTEGER,
    outcome TEXT NOT NULL CHECK (outcome ONE OF ('sent', 'retry', 'refused', 'unknown')),
    reason TEXT,
    status INTEGER,
    excerpt TEXT,
    PRIMARY KEY (workspace_id, delivery_id, number)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE webhooks (
    workspace_id INTEGER NOT NULL,
    id ID,
    vendor TEXT,
    app_id INTEGER,
    external_id TEXT COLLATE "C",
    slot TEXT,
    url TEXT NOT NULL,
    event_types TEXT NOT NULL,
    attributes TEXT NOT NULL,
    disabled_reason TEXT,
    after_event_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
  ) STRICT`,
  { sqlite: [`CREATE INDEX webhooks_by_workspace ON webhooks (workspace_id, id)`] },
  `CREATE UNIQUE INDEX webhooks_in_slot ON webhooks (workspace_id, vendor, slot)
    WHERE slot IS NOT NULL`,
  `CREATE TABLE webhook_secrets (
    workspace_id INTEGER NOT NULL,
    id ID,
    webhook_id INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('v1', 'v1a')),
    box TEXT NOT NULL,
    public_key TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
  ) STRICT`,
  `CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (workspace_id, webhook_id, id)`,
  `CREATE TABLE channel_attention (
    workspace_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE former_identities (
    workspace_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    external_id TEXT COLLATE "C" NOT NULL,
    identity_scope INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    delivery_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id, identity_scope)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX former_identities_by_message ON former_identities (workspace_id, message_id)`,
  believed(STATISTICS),
]);

/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `CREATE TABLE replies (
    workspace_id bigint NOT NULL,
    message_id bigint NOT NULL,
    acceptance_id bigint NOT NULL,
    idempotency_key text COLLATE "C",
    request_hash text NOT NULL,
    author_user_id bigint,
    template text,
    reply_to_id bigint,
    created_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, message_id)
  )`,
  `CREATE UNIQUE INDEX replies_by_key ON replies (workspace_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL`,
  `CREATE TABLE deliveries (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reply', 'event', 'removal')),
    vendor text,
    receiver text COLLATE "C" NOT NULL,
    channel_id bigint,
    conversation_id bigint,
    message_id bigint,
    webhook_id bigint,
    event_id bigint,
    state text NOT NULL CHECK (state IN ('waiting', 'due', 'held', 'claimed', 'calling', 'sent',
      'failed', 'unknown', 'dismissed', 'resent')),
    outcome text CHECK (outcome IN ('sent', 'retry', 'refused', 'unknown')),
    reason text,
    due_at bigint NOT NULL,
    reply_by bigint,
    deadline_at bigint,
    attempt_count bigint NOT NULL,
    attempted_at bigint,
    lease_until bigint,
    fence bigint NOT NULL,
    external_id text COLLATE "C",
    resend_of bigint,
    created_at bigint NOT NULL,
    settled_at bigint,
    PRIMARY KEY (workspace_id, id)
  )`,
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
    workspace_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    number bigint NOT NULL,
    started_at bigint NOT NULL,
    duration_ms bigint,
    outcome text NOT NULL CHECK (outcome IN ('sent', 'retry', 'refused', 'unknown')),
    reason text,
    status bigint,
    excerpt text,
    PRIMARY KEY (workspace_id, delivery_id, number)
  )`,
  `CREATE TABLE webhooks (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    vendor text,
    app_id bigint,
    external_id text COLLATE "C",
    slot text,
    url text NOT NULL,
    event_types text NOT NULL,
    attributes text NOT NULL,
    disabled_reason text,
    after_event_id bigint NOT NULL,
    created_at bigint NOT NULL,
    updated_at bigint NOT NULL,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE UNIQUE INDEX webhooks_in_slot ON webhooks (workspace_id, vendor, slot)
    WHERE slot IS NOT NULL`,
  `CREATE TABLE webhook_secrets (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    webhook_id bigint NOT NULL,
    key_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('v1', 'v1a')),
    box text NOT NULL,
    public_key text,
    created_at bigint NOT NULL,
    expires_at bigint,
    PRIMARY KEY (workspace_id, id)
  )`,
  `CREATE INDEX webhook_secrets_by_webhook ON webhook_secrets (workspace_id, webhook_id, id)`,
  `CREATE TABLE channel_attention (
    workspace_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    reason text NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (workspace_id, channel_id)
  )`,
  `CREATE TABLE former_identities (
    workspace_id bigint NOT NULL,
    channel_id bigint NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    identity_scope bigint NOT NULL,
    message_id bigint NOT NULL,
    delivery_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, channel_id, external_id, identity_scope)
  )`,
  `CREATE INDEX former_identities_by_message ON former_identities (workspace_id, message_id)`,
];

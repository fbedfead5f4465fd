/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // One line for each channel of a conversation, in which what is held holds up nobody.
  `DROP INDEX deliveries_in_line`,
  `CREATE INDEX deliveries_waiting ON deliveries (workspace_id, conversation_id, channel_id, id)
    WHERE kind = 'reply' AND state = 'waiting'`,
  `CREATE INDEX deliveries_at_front ON deliveries (workspace_id, conversation_id, channel_id)
    WHERE kind = 'reply' AND state IN ('due', 'claimed', 'calling')`,
  `CREATE INDEX deliveries_held_in ON deliveries (workspace_id, conversation_id, id)
    WHERE kind = 'reply' AND state = 'held'`,
  // What the receiver itself asked for; a retry at a time of ours can be pulled forward.
  `ALTER TABLE deliveries ADD COLUMN not_before bigint`,
  `UPDATE deliveries SET receiver = receiver || '/channel:' || channel_id
    WHERE kind = 'reply' AND channel_id IS NOT NULL`,
  `UPDATE scheduled_replies SET receiver = receiver || '/channel:' || channel_id`,
  `UPDATE deliveries SET state = 'due',
      deadline_at = LEAST(COALESCE(reply_by, 9000000000000000),
        (extract(epoch FROM clock_timestamp()) * 1000)::bigint + 604800000)
    WHERE kind = 'reply' AND state = 'waiting'
      AND id = (SELECT min(d.id) FROM deliveries d
        WHERE d.workspace_id = deliveries.workspace_id AND d.kind = 'reply' AND d.state = 'waiting'
          AND d.conversation_id = deliveries.conversation_id AND d.channel_id = deliveries.channel_id)
      AND NOT EXISTS (SELECT 1 FROM deliveries d
        WHERE d.workspace_id = deliveries.workspace_id AND d.kind = 'reply'
          AND d.state IN ('due', 'claimed', 'calling')
          AND d.conversation_id = deliveries.conversation_id AND d.channel_id = deliveries.channel_id)`,
  `CREATE TABLE receiver_pauses (
    workspace_id bigint NOT NULL,
    receiver text COLLATE "C" NOT NULL,
    cause text NOT NULL CHECK (cause IN ('asked', 'failing')),
    until bigint NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (receiver, cause, workspace_id)
  )`,
  `CREATE INDEX receiver_pauses_by_end ON receiver_pauses (until)`,
];

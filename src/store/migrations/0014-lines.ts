import { believed, inBoth } from './in-both.ts';

/** What SQLite is to believe of the new indexes, as in the first migration. */
const STATISTICS = [
  ['deliveries', 'deliveries_waiting', '10000 10000 2 2 1'],
  ['deliveries', 'deliveries_at_front', '10000 10000 2 1'],
  ['deliveries', 'deliveries_held_in', '1000 1000 2 1'],
  ['receiver_pauses', 'receiver_pauses', '10 2 1 1'],
  ['receiver_pauses', 'receiver_pauses_by_end', '10 1'],
] as const;

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // One line for each channel of a conversation, in which what is held holds up nobody.
  `DROP INDEX deliveries_in_line`,
  { sqlite: [`DELETE FROM sqlite_stat1 WHERE idx = 'deliveries_in_line'`] },
  `CREATE INDEX deliveries_waiting ON deliveries (workspace_id, conversation_id, channel_id, id)
    WHERE kind = 'reply' AND state = 'waiting'`,
  `CREATE INDEX deliveries_at_front ON deliveries (workspace_id, conversation_id, channel_id)
    WHERE kind = 'reply' AND state IN ('due', 'claimed', 'calling')`,
  `CREATE INDEX deliveries_held_in ON deliveries (workspace_id, conversation_id, id)
    WHERE kind = 'reply' AND state = 'held'`,
  // What the receiver itself asked for; a retry at a time of ours can be pulled forward.
  `ALTER TABLE deliveries ADD COLUMN not_before INTEGER`,
  `UPDATE deliveries SET receiver = receiver || '/channel:' || channel_id
    WHERE kind = 'reply' AND channel_id IS NOT NULL`,
  `UPDATE scheduled_replies SET receiver = receiver || '/channel:' || channel_id`,
  {
    sqlite: [
      `UPDATE deliveries SET state = 'due',
      deadline_at = min(COALESCE(reply_by, 9000000000000000),
        CAST(unixepoch('subsec') * 1000 AS INTEGER) + 604800000)
    WHERE kind = 'reply' AND state = 'waiting'
      AND id = (SELECT min(d.id) FROM deliveries d
        WHERE d.workspace_id = deliveries.workspace_id AND d.kind = 'reply' AND d.state = 'waiting'
          AND d.conversation_id = deliveries.conversation_id AND d.channel_id = deliveries.channel_id)
      AND NOT EXISTS (SELECT 1 FROM deliveries d
        WHERE d.workspace_id = deliveries.workspace_id AND d.kind = 'reply'
          AND d.state IN ('due', 'claimed', 'calling')
          AND d.conversation_id = deliveries.conversation_id AND d.channel_id = deliveries.channel_id)`,
    ],
    postgres: [
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
    ],
  },
  `CREATE TABLE receiver_pauses (
    workspace_id INTEGER NOT NULL,
    receiver TEXT COLLATE "C" NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('asked', 'failing')),
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (receiver, cause, workspace_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX receiver_pauses_by_end ON receiver_pauses (until)`,
  believed(STATISTICS),
]);

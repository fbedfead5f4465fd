import { believed, inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // The replies of a channel that go no further by themselves.
  `CREATE INDEX deliveries_stuck ON deliveries (workspace_id, channel_id, id)
    WHERE kind = 'reply' AND state IN ('held', 'unknown')`,
  believed([['deliveries', 'deliveries_stuck', '1000 1000 100 1']]),
]);

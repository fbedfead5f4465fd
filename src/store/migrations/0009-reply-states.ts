import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // One word for programs beside the reason.
  `ALTER TABLE deliveries ADD COLUMN code TEXT`,
  // The conversation's read_through_id before the reply answered what had come in.
  `ALTER TABLE replies ADD COLUMN read_before INTEGER`,
  // The reply that was refused.
  `ALTER TABLE channel_attention ADD COLUMN message_id INTEGER`,
]);

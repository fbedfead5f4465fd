/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  // One word for programs beside the reason.
  `ALTER TABLE deliveries ADD COLUMN code text`,
  // The conversation's read_through_id before the reply answered what had come in.
  `ALTER TABLE replies ADD COLUMN read_before bigint`,
  // The reply that was refused.
  `ALTER TABLE channel_attention ADD COLUMN message_id bigint`,
];

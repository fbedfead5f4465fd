import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `ALTER TABLE imports ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0`,
  // JSON: the first reasons, in words for people.
  `ALTER TABLE imports ADD COLUMN skipped_reasons TEXT NOT NULL DEFAULT '[]'`,
]);

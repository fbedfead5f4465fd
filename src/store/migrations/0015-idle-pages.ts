import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `ALTER TABLE imports ADD COLUMN idle_pages INTEGER NOT NULL DEFAULT 0`,
]);

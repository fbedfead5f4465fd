import { believed, inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  // The token that it was made or rotated with; null: in a login, or by a command.
  `ALTER TABLE tokens ADD COLUMN maker_id INTEGER`,
  `CREATE INDEX tokens_by_maker ON tokens (maker_id) WHERE maker_id IS NOT NULL`,
  `ALTER TABLE one_time_links ADD COLUMN maker_id INTEGER`,
  `CREATE INDEX one_time_links_by_maker ON one_time_links (maker_id) WHERE maker_id IS NOT NULL`,
  believed([
    ['tokens', 'tokens_by_maker', '1000 10'],
    ['one_time_links', 'one_time_links_by_maker', '100 10'],
  ]),
]);

import { inBoth } from './in-both.ts';

/** Frozen once released. A change to the schema is a new migration. */
export const statements = inBoth([
  `CREATE TABLE contact_terms (
    workspace_id INTEGER NOT NULL,
    vendor TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('email', 'phone', 'word')),
    term TEXT COLLATE "C" NOT NULL,
    contact_id INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, vendor, kind, term, contact_id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX contact_terms_by_contact ON contact_terms (workspace_id, contact_id, kind, term)`,
  `CREATE INDEX contacts_by_time
    ON contacts (workspace_id, vendor, created_at, id) WHERE channel_id IS NULL`,
  // Believed to be of few rows, so that the order they are in is taken, and nothing sorted.
  {
    sqlite: [
      `INSERT INTO sqlite_stat1 VALUES
    ('contact_terms', 'contact_terms', '1000000 1000000 1000000 300000 10 1'),
    ('contact_terms', 'contact_terms_by_contact', '1000000 1000000 8 6 1'),
    ('contacts', 'contacts_by_time', '1000000 1000 1000 2 1')`,
    ],
  },
]);

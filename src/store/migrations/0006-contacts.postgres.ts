/** Frozen once released. A change to the schema is a new migration. */
export const statements: readonly string[] = [
  `CREATE TABLE contact_terms (
    workspace_id bigint NOT NULL,
    vendor text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('email', 'phone', 'word')),
    term text COLLATE "C" NOT NULL,
    contact_id bigint NOT NULL,
    PRIMARY KEY (workspace_id, vendor, kind, term, contact_id)
  )`,
  `CREATE INDEX contact_terms_by_contact ON contact_terms (workspace_id, contact_id, kind, term)`,
  `CREATE INDEX contacts_by_time
    ON contacts (workspace_id, vendor, created_at, id) WHERE channel_id IS NULL`,
];

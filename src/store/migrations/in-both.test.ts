import { expect, test } from 'vitest';
import { believed, inBoth } from './in-both.ts';

test('a table in SQLite’s words is one in PostgreSQL’s, with a key that can be spread', () => {
  const { sqlite, postgres } = inBoth([
    `CREATE TABLE notes (
    workspace_id INTEGER NOT NULL,
    id ID,
    external_id TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL CHECK (state ONE OF ('new', 'done')),
    weight REAL
  ) STRICT`,
  ]);
  expect(sqlite).toEqual([
    `CREATE TABLE notes (
    workspace_id INTEGER NOT NULL,
    id INTEGER PRIMARY KEY,
    external_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state = 'new' OR state = 'done'),
    weight REAL
  ) STRICT`,
  ]);
  expect(postgres).toEqual([
    `CREATE TABLE notes (
    workspace_id bigint NOT NULL,
    id bigint NOT NULL,
    external_id text COLLATE "C" NOT NULL,
    state text NOT NULL CHECK (state IN ('new', 'done')),
    weight double precision,
    PRIMARY KEY (workspace_id, id)
  )`,
  ]);
});

test('a key that is spelt out stays as it is', () => {
  const rows = `CREATE TABLE seen (
    workspace_id INTEGER NOT NULL,
    term TEXT NOT NULL,
    PRIMARY KEY (workspace_id, term)
  ) STRICT, WITHOUT ROWID`;
  const { sqlite, postgres } = inBoth([rows]);
  expect(sqlite).toEqual([rows]);
  expect(postgres).toEqual([
    `CREATE TABLE seen (
    workspace_id bigint NOT NULL,
    term text NOT NULL,
    PRIMARY KEY (workspace_id, term)
  )`,
  ]);
});

test('what one database needs for itself, the other does not see', () => {
  const { sqlite, postgres } = inBoth([
    'CREATE INDEX a ON notes (id)',
    { sqlite: ['ANALYZE'] },
    { postgres: ['CREATE SEQUENCE b'] },
    believed([['notes', 'a', '1000 1']]),
  ]);
  expect(sqlite).toEqual([
    'CREATE INDEX a ON notes (id)',
    'ANALYZE',
    `INSERT INTO sqlite_stat1 VALUES ('notes', 'a', '1000 1')`,
  ]);
  expect(postgres).toEqual(['CREATE INDEX a ON notes (id)', 'CREATE SEQUENCE b']);
});

// The judge of statements is judged: what keeps to one workspace passes, what does not is named.
import { expect, test } from 'vitest';
import { looseTables } from './workspace-statements.ts';

const tables = new Set(['messages', 'conversations', 'events']);
const loose = (text: string) => looseTables(text, tables);

test.each([
  'SELECT * FROM messages WHERE workspace_id = $1 AND id = $2',
  'SELECT * FROM "messages" AS m WHERE m.workspace_id = $1::bigint',
  'SELECT 1 FROM log_heads WHERE head > $1',
  `SELECT m.id FROM messages m JOIN conversations c ON c.workspace_id = m.workspace_id
     AND c.id = m.conversation_id WHERE c.workspace_id = $1`,
  `SELECT (SELECT max(e.id) FROM events e WHERE e.workspace_id = m.workspace_id)
     FROM messages m WHERE m.workspace_id = $1`,
  `SELECT t.* FROM unnest($2::bigint[]) AS key (id) CROSS JOIN LATERAL (
     SELECT r.id FROM messages r WHERE r.workspace_id = $1 AND r.id = key.id OFFSET 0) t`,
  `WITH old AS (SELECT id, workspace_id FROM events WHERE workspace_id = $1)
     DELETE FROM events USING old WHERE events.workspace_id = $1 AND events.id = old.id`,
  'INSERT INTO messages (workspace_id, id) VALUES ($1, $2)',
  'INSERT INTO messages (workspace_id, id) SELECT $1::bigint, n.* FROM unnest($2::bigint[]) AS n',
  'UPDATE messages SET text = new.text FROM unnest($2::bigint[], $3::text[]) AS new (id, text) ' +
    'WHERE messages.workspace_id = $1 AND messages.id = new.id',
])('keeps to one workspace: %s', (text) => {
  expect(loose(text)).toEqual([]);
});

test.each([
  ['SELECT * FROM messages WHERE id = $1', ['messages']],
  ['SELECT * FROM messages WHERE workspace_id IN ($1, $2)', ['messages']],
  ['SELECT * FROM messages WHERE workspace_id = ANY($1)', ['messages']],
  ['SELECT * FROM messages WHERE workspace_id = $1 OR id = $2', ['messages']],
  ['SELECT * FROM messages WHERE workspace_id > $1', ['messages']],
  [
    `SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
       WHERE m.workspace_id = $1`,
    ['conversations'],
  ],
  [
    `SELECT m.id FROM messages m WHERE m.workspace_id = $1
       AND EXISTS (SELECT 1 FROM events e WHERE e.message_id = m.id)`,
    ['events'],
  ],
  [
    `SELECT r.id FROM unnest($1::bigint[], $2::bigint[]) AS key (workspace_id, id)
       JOIN messages r ON r.workspace_id = key.workspace_id AND r.id = key.id`,
    ['messages'],
  ],
  ['UPDATE messages SET text = $1 WHERE id = $2', ['messages']],
  ['DELETE FROM events WHERE created_at < $1', ['events']],
  [
    'INSERT INTO messages (workspace_id, id) SELECT * FROM unnest($1::bigint[], $2::bigint[])',
    ['messages'],
  ],
  ['INSERT INTO messages (id) VALUES ($1)', ['messages']],
])('names what it touches of others: %s', (text, named) => {
  expect(loose(text)).toEqual(named);
});

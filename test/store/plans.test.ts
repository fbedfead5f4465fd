/**
 * What runs often finds its rows by an index and reads lists in their order, on every engine: the
 * planner is forbidden everything else, and must not need it.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { given as givenOnPostgres } from '../../src/store/engines/postgres/given.ts';
import * as groupStatements from '../../src/store/engines/postgres/group-statements.ts';
import type { Statement } from '../../src/store/engines/postgres/many.ts';
import { kyselyOver as kyselyOverPostgres } from '../../src/store/engines/postgres/kysely-postgres.ts';
import { given as givenOnSqlite } from '../../src/store/engines/sqlite/given.ts';
import { DATABASE_FILE } from '../../src/store/engines/sqlite/sqlite-store.ts';
import { StoreUnderTest } from './each-engine.ts';
import { found, ordered, type Run } from './frequent-queries.ts';
import { withPlans } from './sqlite-plans.ts';
import { attachment, Workspace } from './workspace.ts';

/** All of a workspace is read only where that is the order of a list, or where there are few. */
const READS_WORKSPACE =
  /INDEX (?!conversations_(by_time|of_nobody)|channels_by|sqlite_autoindex_(workspace|apps|tokens))\w+ \(workspace_id=\?\)/;

/** Each by the index that holds these rows alone. */
const whose = {
  'open conversations of one person': 'conversations_of_assignees',
  'open conversations of nobody': 'conversations_of_nobody',
};

describe('on SQLite', () => {
  const it = new StoreUnderTest('sqlite');
  let db: DatabaseSync;
  beforeAll(async () => {
    await it.start();
    db = new DatabaseSync(join(it.database.dataDirectory, DATABASE_FILE));
  });
  afterAll(async () => {
    db.close();
    await it.stop();
  });

  async function plansOf(run: Run): Promise<string[]> {
    const w = await Workspace.make(it.store);
    await w.accept({ conversation: 'a' }, { conversation: 'b', attachments: [attachment('a')] });
    const { plans } = await withPlans(db, (queries) => run(queries, w, givenOnSqlite));
    return plans;
  }

  // `bounded` is a subquery with a limit, of which the rows are counted; `json_each` is what a
  // statement is given.
  test.each(Object.entries({ ...ordered, ...found }))(
    '%s: no table is read whole',
    async (_, run) => {
      const plans = await plansOf(run);
      expect(plans.length).toBeGreaterThan(0);
      expect(
        plans.filter((line) => /^SCAN (?!.*USING)(?!CONSTANT|bounded|json_each)/.test(line)),
      ).toEqual([]);
      expect(plans.filter((line) => READS_WORKSPACE.test(line) || line.includes('BLOOM'))).toEqual(
        [],
      );
    },
  );

  test.each(Object.entries(ordered))('%s: nothing is sorted', async (_, run) => {
    expect((await plansOf(run)).filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
  });

  test.each(Object.entries(whose))('%s are read by %s', async (name, index) => {
    expect((await plansOf(ordered[name] as Run)).join('\n')).toContain(`USING INDEX ${index} `);
  });
});

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  Disabled?: boolean;
  Plans?: PlanNode[];
};

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

describe('on PostgreSQL', () => {
  const it = new StoreUnderTest('postgres');
  let big: Workspace;
  let verbs: Pool;
  let groups: Pool;
  /** Of each index, in its order. */
  const columnsOf = new Map<string, string[]>();
  beforeAll(async () => {
    await it.start();
    const url = it.database.databaseUrl ?? '';
    verbs = openPool({ url, size: 1, use: 'verbs' });
    groups = openPool({ url, size: 1, use: 'groups' });
    for (const what of ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material']) {
      await verbs.query(`SET enable_${what} = off`);
    }
    big = await Workspace.make(it.store);
    await fillWithContacts(1_900_000, 100);
    const { rows } = await verbs.query<{ name: string; columns: string[] }>(
      `SELECT c.relname AS name, ARRAY(
         SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid ORDER BY a.attnum
       ) AS columns
       FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid`,
    );
    for (const { name, columns } of rows) columnsOf.set(name, columns);
  });
  afterAll(async () => {
    await Promise.all([verbs.end(), groups.end()]);
    await it.stop();
  });

  async function plansOf(run: Run): Promise<PlanNode[]> {
    const seen = new Map<string, unknown[]>();
    const db = kyselyOverPostgres((text, values) => {
      seen.set(text, [...values]);
      return verbs.query<unknown[]>({ text, values: [...values], rowMode: 'array' });
    });
    await run(db, big, givenOnPostgres);
    const plans: PlanNode[] = [];
    for (const [text, values] of seen) {
      const { rows } = await verbs.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `EXPLAIN (FORMAT JSON) ${text}`,
        values,
      );
      plans.push(...rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan))));
    }
    return plans;
  }

  /** Fewer are cheap to read whatever the plan is. */
  async function fill(): Promise<void> {
    const channel = big.channel.id;
    await it.rows(
      `INSERT INTO conversations (workspace_id, id, vendor, channel_id, external_id, status,
         unread_count, read_through_id, active_at, attributes, created_at, updated_at)
       SELECT ${big.id}, n, 'v', ${channel}, 'c' || n, 'open', n % 2, 0, n, '{}', 0, 0
       FROM generate_series(1000000, 1005000) n`,
    );
    await fillWithContacts(2_000_000, 5_000);
    await it.rows(
      `INSERT INTO messages (workspace_id, id, channel_id, conversation_id, participant_id,
         external_id, identity_scope, direction, text, status, written_at, received_at, updated_at,
         attachment_count, attributes)
       SELECT ${big.id}, n, ${channel} + n % 50, 1000000 + n % 5000, 7, 'm' || n, n % 5000, 'inbound', 'text',
         'sent', n, 0, 0, 0, '{}'
       FROM generate_series(1000000, 1020000) n`,
    );
    await it.rows(
      `INSERT INTO acceptances (workspace_id, id, verdict, vendor, channel_id, conversation_id,
         message_id, received_at)
       SELECT workspace_id, id, 'stored', 'v', channel_id, conversation_id, id, 0 FROM messages`,
    );
    await it.rows(
      `INSERT INTO events (workspace_id, id, type, channel_id, conversation_id, message_id, payload,
         created_at)
       SELECT workspace_id, id, 'message.created', channel_id, conversation_id, id, '{}', 0
       FROM messages`,
    );
    await it.rows(
      `INSERT INTO deliveries (workspace_id, id, kind, receiver, conversation_id, message_id, state,
         due_at, attempt_count, fence, created_at)
       SELECT workspace_id, id, 'reply', 'app:' || id % 50, conversation_id, id,
         CASE WHEN id % 10 = 0 THEN 'due' ELSE 'sent' END, id, 0, 0, 0
       FROM messages`,
    );
    await it.rows(
      `INSERT INTO replies (workspace_id, message_id, acceptance_id, idempotency_key, request_hash,
         created_at)
       SELECT workspace_id, id, id, 'key-' || id, '', 0 FROM messages`,
    );
    await it.rows(
      `INSERT INTO former_identities (workspace_id, channel_id, external_id, identity_scope,
         message_id, delivery_id)
       SELECT workspace_id, channel_id, id, 0, id, id FROM messages`,
    );
    await it.rows(
      `INSERT INTO attempts (workspace_id, delivery_id, number, started_at, outcome)
       SELECT workspace_id, id, 1, 0, 'sent' FROM messages`,
    );
    await it.rows(
      `INSERT INTO attachments (workspace_id, message_id, position, external_id, mime_type, url,
         link_expires)
       SELECT workspace_id, id, 0, 'x', 'x', 'x', 0 FROM messages`,
    );
    await it.rows(
      `INSERT INTO participants (workspace_id, id, conversation_id, external_id, role, name,
         is_placeholder, created_at)
       SELECT workspace_id, id, id, 'x', 'contact', 'x', 0, 0 FROM conversations`,
    );
  }

  /** With a conversation each, across channels. */
  async function fillWithContacts(from: number, count: number): Promise<void> {
    await it.rows(
      `INSERT INTO contacts (workspace_id, id, vendor, attributes, created_at, updated_at)
       SELECT ${big.id}, n, 'v', '{}', n, n FROM generate_series(${from}, ${from + count}) n`,
    );
    await it.rows(
      `INSERT INTO conversations (workspace_id, id, vendor, contact_id, external_id, status,
         unread_count, read_through_id, active_at, attributes, created_at, updated_at)
       SELECT workspace_id, id + 1000000, 'v', id, id, 'open', 0, 0, id, '{}', 0, 0 FROM contacts
       WHERE workspace_id = ${big.id} AND id BETWEEN ${from} AND ${from + count}`,
    );
  }

  const statements = Object.values(groupStatements).filter(
    (one) =>
      /FROM|UPDATE|DELETE/.test(one.text) && !/^INSERT|pg_advisory|generate_series/.test(one.text),
  );
  async function readsOf(one: Statement): Promise<PlanNode[]> {
    const count = new Set(one.text.match(/\$\d+/g)).size;
    const nothing = Array.from({ length: count }, () => 'NULL').join(', ');
    await groups.query(`PREPARE one AS ${one.text}`);
    const { rows } = await groups.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `EXPLAIN (FORMAT JSON) EXECUTE one(${nothing})`,
    );
    await groups.query('DEALLOCATE one');
    const nodes = rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)));
    return nodes.filter((node) => node['Relation Name'] && !node.Plans);
  }

  async function expectDescents(one: Statement): Promise<void> {
    const reads = await readsOf(one);
    expect(reads.length).toBeGreaterThan(0);
    for (const read of reads) {
      expect(read['Node Type']).toMatch(/^Index (Only )?Scan$/);
      // The workspace and at least one more, and none left out before them: past a gap all is read.
      const given = [...(read['Index Cond'] ?? '').matchAll(/\(?(\w+) = /g)].map(
        ([, name]) => name,
      );
      expect(given.length).toBeGreaterThan(1);
      expect(columnsOf.get(read['Index Name'] ?? '')?.slice(0, given.length)).toEqual(given);
      expect(read['Index Name']).not.toBe('conversations_by_time');
    }
  }

  // In this order: a database grows, and the planner has no statistics until autovacuum comes by.
  test('while few are there: a conversation across channels is sought by its contact', async () => {
    const reads = await readsOf(groupStatements.lockOpenConversations);
    expect(reads.map((read) => read['Index Name'])).toContain('conversations_by_contact');
  });

  test('many come', fill);

  test.each(statements)('accepting, $name, without statistics: one descent a key', expectDescents);

  test('statistics are made', () => it.rows('ANALYZE'));

  test.each(statements)('accepting, $name: one descent a key', expectDescents);

  test.each(Object.entries({ ...ordered, ...found }))(
    '%s: no table is read whole',
    async (_, run) => {
      const plans = await plansOf(run);
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      const whole = plans.filter((node) =>
        /^\(workspace_id = [^ ]*\)$/.test(node['Index Cond'] ?? ''),
      );
      expect(
        whole.filter(
          (node) =>
            !/_by_time$|_of_nobody$|^acceptances_pkey$|^channels_/.test(node['Index Name'] ?? ''),
        ),
      ).toEqual([]);
    },
  );

  test.each(Object.entries(whose))('%s are read by %s', async (name, index) => {
    const plans = await plansOf(ordered[name] as Run);
    expect(plans.map((node) => node['Index Name'])).toContain(index);
  });

  test.each(Object.entries(ordered))('%s: nothing is sorted', async (_, run) => {
    await verbs.query('SET enable_sort = off');
    expect((await plansOf(run)).filter((node) => node['Node Type'].includes('Sort'))).toEqual([]);
  });
});

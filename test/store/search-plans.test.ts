/**
 * A search of 100,000 conversations by name, address or number: found by the words of the contacts
 * and then one by one, on either engine, with the planner left to itself.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../../src/store/engines/postgres/connection.ts';
import { kyselyOver as kyselyOverPostgres } from '../../src/store/engines/postgres/kysely-postgres.ts';
import { DATABASE_FILE } from '../../src/store/engines/sqlite/sqlite-store.ts';
import { readVerbs } from '../../src/store/verbs.ts';
import { StoreUnderTest } from './each-engine.ts';
import { withPlans } from './sqlite-plans.ts';
import { Workspace } from './workspace.ts';

const COUNT = 100_000;
const NUMBERS = `WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${COUNT})`;
/** Of the n-th contact: `Person n`, person-n@example.com, +1503(2000000 + n). */
const WORDS = [
  `'person'`,
  `CAST(n AS TEXT)`,
  `'person-' || n || '@example.com'`,
  `'1503' || (2000000 + n)`,
];

const searches: Record<string, { words: string[]; total: number }> = {
  'a whole name': { words: ['person', '57123'], total: 1 },
  'an address': { words: ['person-57123@example.com'], total: 1 },
  'a number': { words: ['15032057123'], total: 1 },
  'the beginning of a number': { words: ['1503205712'], total: 10 },
};
/** Found one by one on SQLite; PostgreSQL may look for that many from the newest on. */
const shared = { words: ['person', '57'], total: 1_000 };

async function fill(it: StoreUnderTest): Promise<Workspace> {
  const w = await Workspace.make(it.store);
  await it.execute(
    `INSERT INTO contacts (workspace_id, id, vendor, attributes, created_at, updated_at)
     ${NUMBERS} SELECT ${w.id}, 1000000 + n, 'v', '{}', n, n FROM s`,
  );
  for (const word of WORDS) {
    await it.execute(
      `INSERT INTO contact_terms (workspace_id, vendor, kind, term, contact_id)
       ${NUMBERS} SELECT ${w.id}, 'v', 'word', ${word}, 1000000 + n FROM s`,
    );
  }
  await it.execute(
    `INSERT INTO conversations (workspace_id, id, vendor, external_id, contact_id, status,
       unread_count, read_through_id, active_at, attributes, created_at, updated_at)
     ${NUMBERS} SELECT ${w.id}, 5000000 + n, 'v', CAST(n AS TEXT), 1000000 + n, 'open', 0, 0, n,
       '{}', n, n FROM s`,
  );
  return w;
}

const searchOf = ({ id: workspaceId }: Workspace, words: string[]) => ({
  ...{ workspaceId, vendor: 'v', words, id: null, contactId: null, assignedTo: null },
  ...{ isUnread: null, attribute: null, lastMessageTypes: null, lastMessageDirection: null },
  ...{ createdFrom: null, createdTo: null, beyond: null, order: 'desc' as const, limit: 20 },
});

describe('on SQLite', () => {
  const it = new StoreUnderTest('sqlite');
  let db: DatabaseSync;
  let w: Workspace;
  beforeAll(async () => {
    await it.start();
    w = await fill(it);
    db = new DatabaseSync(join(it.database.dataDirectory, DATABASE_FILE));
  });
  afterAll(async () => {
    db.close();
    await it.stop();
  });

  test.each(Object.entries({ ...searches, 'what a thousand share': shared }))(
    '%s',
    async (_, { words, total }) => {
      const { outcome: page, plans } = await withPlans(db, (queries) =>
        readVerbs.searchConversations(queries, searchOf(w, words)),
      );
      expect([page.total, page.found.length]).toEqual([total, Math.min(total, 20)]);
      const reads = new Set(plans.filter((line) => /^(SEARCH|SCAN) (?!bounded)/.test(line)));
      const byTerm = 'workspace_id=? AND vendor=? AND kind=? AND term>? AND term<?';
      const ofContact = 'workspace_id=? AND contact_id=? AND kind=? AND term>? AND term<?';
      expect([...reads].sort()).toEqual(
        [
          'SEARCH contacts USING INTEGER PRIMARY KEY (rowid=?)',
          'SEARCH conversations USING INDEX conversations_by_contact (workspace_id=? AND contact_id=?)',
          `SEARCH found USING PRIMARY KEY (${byTerm})`,
          ...(words.length === 1
            ? []
            : [`SEARCH word EXISTS USING COVERING INDEX contact_terms_by_contact (${ofContact})`]),
        ].sort(),
      );
    },
  );
});

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const rowsRead = (node: PlanNode) =>
  (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];

describe('on PostgreSQL', () => {
  const it = new StoreUnderTest('postgres');
  let pool: ReturnType<typeof openPool>;
  let w: Workspace;
  beforeAll(async () => {
    await it.start();
    w = await fill(it);
    await it.execute('ANALYZE');
    pool = openPool({ url: it.database.databaseUrl ?? '', size: 1, use: 'verbs' });
  });
  afterAll(async () => {
    await pool.end();
    await it.stop();
  });

  test.each(Object.entries(searches))('%s', async (_, { words, total }) => {
    const seen = new Map<string, unknown[]>();
    const recording = kyselyOverPostgres((text, values) => {
      seen.set(text, [...values]);
      return pool.query<unknown[]>({ text, values: [...values], rowMode: 'array' });
    });
    const page = await readVerbs.searchConversations(recording, searchOf(w, words));
    expect([page.total, page.found.length]).toEqual([total, Math.min(total, 20)]);
    const nodes: PlanNode[] = [];
    for (const [text, values] of seen) {
      const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      );
      nodes.push(...rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan))));
    }
    const scans = nodes.filter((node) => node['Node Type'] === 'Seq Scan');
    // Words that many have are counted up to 3,001, from wherever.
    expect(scans.map((node) => node['Relation Name'])).not.toContain('conversations');
    expect(scans.map((node) => node['Relation Name'])).not.toContain('contacts');
    const ways = nodes.flatMap((node) => node['Index Name'] ?? []);
    expect(ways).toContain('conversations_by_contact');
    expect(ways).not.toContain('conversations_by_time');
    const most = words.length === 1 ? 100 : 20_001;
    expect(Math.max(...nodes.map(rowsRead))).toBeLessThanOrEqual(most);
  });
});

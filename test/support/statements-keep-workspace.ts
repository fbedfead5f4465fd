// Before each file of the e2e project: a statement of the store on PostgreSQL that touches the tables of
// more than one workspace fails the file that ran it first, unless it is one of the server's own.
import { fingerprintSync } from 'libpg-query';
import { Client } from 'pg';
import { afterAll, expect } from 'vitest';
import { ACROSS_WORKSPACES } from './across-workspaces.ts';
import { looseTables } from './workspace-statements.ts';
import { workspaceTables } from './workspace-tables.ts';

/** One process runs many files: what one of them has asked is not looked at again. */
const asked = new Set<string>();
let fresh: string[] = [];

type Query = (this: Client, asked: string | { text?: string }, ...rest: unknown[]) => unknown;
const prototype = Client.prototype as unknown as { query: Query & { isWatched?: true } };

if (prototype.query.isWatched === undefined) {
  const { query } = prototype;
  prototype.query = Object.assign(
    function (this: Client, one: string | { text?: string }, ...rest: unknown[]) {
      keep(typeof one === 'string' ? one : (one.text ?? ''));
      return query.call(this, one, ...rest);
    },
    { isWatched: true as const },
  );
}

/** Only what the store sends: tests and migrations have clients of their own. */
function keep(text: string): void {
  if (asked.has(text) || !new Error().stack?.includes('/postgres/session.ts')) return;
  asked.add(text);
  fresh.push(text);
}

afterAll(() => {
  const loose = fresh.flatMap((text) => {
    const tables = IS_STATEMENT.test(text) ? looseTables(text, workspaceTables) : [];
    if (tables.length === 0 || ACROSS_WORKSPACES.has(fingerprintSync(text))) return [];
    return [{ tables, fingerprint: fingerprintSync(text), text }];
  });
  fresh = [];
  expect(loose, 'Statements that do not name the workspace of what they touch').toEqual([]);
});

const IS_STATEMENT = /^\s*(select|insert|update|delete|with)\b/i;

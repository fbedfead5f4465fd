/**
 * A long import whose server is killed in the middle goes on where it was, and doubles nothing.
 * INLET_TEST_IMPORT=10000 sets how many conversations; a few are enough for every run.
 */
import { afterAll, describe, expect, test, vi } from 'vitest';
import { serveConnector } from '../../../src/fake/serve-connector.ts';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { openApp, type Json } from '../../support/app.ts';
import { engines, freshDatabase, type FreshDatabase } from '../../support/database.ts';
import { startInlet } from '../../support/inlet-process.ts';
import { makeConnector } from '../../support/pipedrive-connector.ts';

const CONVERSATIONS = Number(process.env.INLET_TEST_IMPORT ?? 600);
const MESSAGES = 3;

const databases: FreshDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database[Symbol.asyncDispose]();
});

describe.each(engines)('on %s', (engine) => {
  test('a killed import resumes and doubles nothing', { timeout: 600_000 }, async () => {
    const database = await freshDatabase(engine);
    databases.push(database);
    const size = { conversations: CONVERSATIONS, messages: MESSAGES };
    await using connector = await serveConnector(makeConnector(size));
    const { dataDirectory, databaseUrl } = database;
    const first = await startInlet({ dataDirectory, databaseUrl });
    const call = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const { inlet, pipedrive } = first.sandbox;
      const answer = await fetch(first.url + path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(path.startsWith('/inlet')
            ? { authorization: `Bearer ${inlet.token}` }
            : { 'x-api-token': pipedrive.apiToken }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(answer.status).toBeLessThan(300);
      return answer.json();
    };
    const { data: apps } = await call('GET', '/inlet/v1/apps');
    const { id: appId } = apps.find((app: Json) => app.vendor === 'pipedrive');
    await call('PATCH', `/inlet/v1/apps/${appId}`, { manifest: fakeManifest(connector.url) });
    await call('POST', '/v1/channels', { name: 'Long', provider_channel_id: 'long' });

    // The manifest starts the history of the sandbox's own channel, too.
    const asked = () => connector.requests.filter(({ path }) => path.includes('/long/')).length;
    // In the middle of a page, wherever that is: the connector has just answered it.
    const middle = Math.max(3, Math.floor(CONVERSATIONS / 30 / 2));
    await vi.waitFor(() => expect(asked()).toBeGreaterThan(middle), {
      ...{ timeout: 300_000, interval: 1 },
    });
    await first.kill();

    const later = () => Date.now() + 600_000;
    const second = await openApp(database, {}, later);
    await second.importer.settled();
    const workspaceId = Number((await second.store.read.listWorkspaces({}))[0]?.id);
    const channels = await second.store.read.listChannels({ workspaceId, afterId: 0, limit: 100 });
    const channelId = channels.find(({ externalId }) => externalId === 'long')?.id ?? 0;
    const found = await second.store.read.findChannelImport({ workspaceId, channelId });
    expect(found).toMatchObject({ state: 'done', reason: null });
    // The page that was being stored is asked for again, and no other.
    const pages = Math.ceil(CONVERSATIONS / 30);
    expect(asked()).toBeLessThanOrEqual(pages + 1);

    const seen = new Map<string, number>();
    let place: { activeAt: number; id: number } | null = null;
    for (;;) {
      const page: Json[] = await second.store.read.listConversations({
        ...{ workspaceId, channelId, status: null, unreadOnly: false, before: place, limit: 500 },
      });
      for (const one of page) seen.set(one.externalId, (seen.get(one.externalId) ?? 0) + 1);
      const last = page.at(-1);
      if (last === undefined) break;
      place = { activeAt: last.last?.writtenAt ?? last.createdAt, id: last.id };
    }
    expect(seen.size).toBe(CONVERSATIONS);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
    await second.stop();

    const rows = await countMessages(database, channelId);
    expect(rows).toBe(CONVERSATIONS * MESSAGES);
  });
});

async function countMessages(
  { dataDirectory, databaseUrl }: FreshDatabase,
  channelId: number,
): Promise<number> {
  const sql = `SELECT count(*) AS count FROM messages WHERE channel_id = ${channelId}`;
  if (databaseUrl !== undefined) {
    const { queryPostgres } = await import('../../store/each-engine.ts');
    return Number((await queryPostgres(databaseUrl, sql))[0]?.['count']);
  }
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(`${dataDirectory}/inlet.db`, { readOnly: true });
  try {
    return Number(db.prepare(sql).get()?.['count']);
  } finally {
    db.close();
  }
}

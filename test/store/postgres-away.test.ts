/** PostgreSQL that says nothing, behind a server that says so. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { CuttingProxy } from './cutting-proxy.ts';

let database: FreshDatabase;
let proxy: CuttingProxy;
let inlet: RunningApp;

beforeAll(async () => {
  database = await freshDatabase('postgres');
  proxy = await CuttingProxy.start(String(database.databaseUrl));
  inlet = await startApp({
    engine: 'postgres',
    database: { ...database, databaseUrl: proxy.url },
  });
  inlet.app.http.gate.open();
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await proxy.stop();
  await database[Symbol.asyncDispose]();
});

const readiness = async () => {
  const { status, body } = await inlet.get('/readyz', { token: null });
  return [status, body];
};
const away = [503, { status: 'not ready', reason: 'PostgreSQL cannot be reached' }];

test('a database that says nothing costs nobody more than a few seconds, and then no time at all', async () => {
  expect((await inlet.receive({ id: 'before' })).status).toBe(200);
  expect(await readiness()).toEqual([200, { status: 'ready' }]);
  proxy.beSilent(true);
  const startedAt = performance.now();
  const waiting = Promise.all([
    inlet.receive({ id: 'm' }),
    inlet.get('/inlet/v1/conversations'),
    inlet.call('POST', '/inlet/v1/files', { headers: { 'content-type': 'text/plain' }, body: 'x' }),
  ]);
  await expect.poll(readiness, { timeout: 20_000 }).toEqual(away);
  const refused = await waiting;
  // Patience would last 10 s for each statement.
  expect(performance.now() - startedAt).toBeLessThan(9_000);
  expect(refused.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['5', '5', '5']);
  // Known to be down: nothing is waited for, however many ask.
  const many = Promise.all(Array.from({ length: 20 }, (_, n) => inlet.receive({ id: `n${n}` })));
  const first = await Promise.race([many, delay(3_000, null)]);
  expect(first?.map(({ status }) => status)).toEqual(Array(20).fill(503));

  proxy.beSilent(false);
  await expect.poll(readiness, { timeout: 20_000 }).toEqual([200, { status: 'ready' }]);
  const again = await inlet.receive({ id: 'm' });
  expect([again.status, again.headers.get('inlet-verdict')]).toEqual([200, 'stored']);
});

test('connections that are cut are no outage while new ones are taken', async () => {
  proxy.forgetClients();
  expect((await inlet.receive({ id: 'after the cut' })).status).toBe(200);
});

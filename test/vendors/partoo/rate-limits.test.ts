// 300 requests a minute for the whole organization, where a workspace switches it on.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { NOW, Partoo, asIs } from './partoo.ts';

let inlet: RunningApp;
let partoo: Partoo;
let now = NOW;

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  partoo = new Partoo(inlet);
});
afterAll(() => inlet[Symbol.asyncDispose]());

test('is off by default, holds for all keys together, and says when to come back', async () => {
  for (let n = 0; n < 5; n += 1) expect((await partoo.get('/conversations')).status).toBe(200);
  const body = { rateLimits: { partoo: { burst: 3 } } };
  expect((await inlet.call('PATCH', '/inlet/v1/workspace', { body })).status).toBe(200);

  const statuses = [
    (await partoo.ingest()).status,
    (await partoo.get('/conversations', 'GROUP_MANAGER')).status,
  ];
  now += 10_500;
  statuses.push((await partoo.get('/nothing')).status);
  expect(statuses).toEqual([200, 200, 404]);
  const refused = await partoo.ingest({ external_message_id: 'over' }, 'PROVIDER');
  expect(asIs(refused)).toEqual([
    429,
    { errors: { json: 'The organization is over its rate limit. Try again in 50 s.' } },
  ]);
  expect(refused.headers.get('retry-after')).toBe('50');

  const other = new Partoo(inlet, inlet.other.partoo);
  expect((await other.get('/conversations')).status).toBe(200);
  now += 49_500;
  expect((await partoo.ingest({ external_message_id: 'over' })).status).toBe(200);
  const off = { rateLimits: { partoo: null } };
  await inlet.call('PATCH', '/inlet/v1/workspace', { body: off });
  for (let n = 0; n < 5; n += 1) expect((await partoo.get('/conversations')).status).toBe(200);
});

test('a rehearsed 429 names the documented 60 seconds', async () => {
  const body = { vendor: 'partoo', answer: '429', times: 1 };
  expect((await inlet.call('PUT', '/inlet/v1/faults', { body })).status).toBeLessThan(300);
  const refused = await partoo.ingest();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
});

// Pages of every list: each row once, whatever the size of a page and whatever arrives meanwhile.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

const MESSAGES = 11;
let inlet: RunningApp;
let thread: string;

beforeAll(async () => {
  inlet = await startApp();
  for (let i = 0; i < MESSAGES; i += 1) {
    // Three to a minute: the order within one is the order of arrival.
    const created_at = `2026-03-01 10:0${Math.floor(i / 3)}`;
    await inlet.receive({ id: `m${i}`, created_at });
    await inlet.receive({ id: `m${i}`, conversation_id: `c${i}`, created_at });
  }
  const { body } = await inlet.get('/inlet/v1/conversations?limit=100');
  const { id } = body.data.find((one: Json) => one.externalId === 'conversation-1');
  thread = `/inlet/v1/conversations/${String(id)}/messages`;
});
afterAll(() => inlet[Symbol.asyncDispose]());

async function readAll(path: string, name: string, limit: number, start?: string) {
  const seen: Json[] = [];
  let cursor = start;
  do {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor !== undefined) query.set(name, cursor);
    const { status, body } = await inlet.get(`${path}?${query.toString()}`);
    expect(status).toBe(200);
    expect(body.data.length).toBeLessThanOrEqual(limit);
    seen.push(...body.data);
    cursor = body.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return seen;
}

test.each([
  ['/inlet/v1/conversations', 'cursor', MESSAGES + 1],
  ['/inlet/v1/acceptances', 'cursor', 2 * MESSAGES],
  ['/inlet/v1/events', 'after', 2 * MESSAGES + 1],
  ['/inlet/v1/tokens', 'cursor', 6],
])('pages of %s leave no gap and show nothing twice', async (path, name, count) => {
  const whole = (await inlet.get(`${path}?limit=100`)).body.data;
  // The vendors' sandboxes add channels and tokens of their own.
  expect(whole.length).toBeGreaterThanOrEqual(count);
  for (const limit of [1, 3, whole.length]) expect(await readAll(path, name, limit)).toEqual(whole);
});

test('a thread reads backwards from the newest, and forwards after a cursor', async () => {
  const idsOf = (messages: Json[]) => messages.map((one) => one.externalId);
  const oldestFirst = Array.from({ length: MESSAGES }, (_, i) => `m${i}`);
  for (const limit of [1, 3, 4, MESSAGES]) {
    expect(idsOf(await readAll(thread, 'before', limit))).toEqual(oldestFirst.toReversed());
  }
  const { nextCursor } = (await inlet.get(`${thread}?limit=4`)).body;
  const after = await readAll(thread, 'after', 2, nextCursor);
  expect(idsOf(after)).toEqual(['m8', 'm9', 'm10']);
});

test('what arrives between two pages moves nothing that is still to come', async () => {
  const first = (await inlet.get(`${thread}?limit=4`)).body;
  await inlet.receive({ id: 'late', created_at: '2026-03-01 11:00' });
  const second = (await inlet.get(`${thread}?limit=4&before=${first.nextCursor}`)).body;
  expect(second.data.map((one: Json) => one.externalId)).toEqual(['m6', 'm5', 'm4', 'm3']);
});

test('a page has 50 rows where nobody says how many, and a cursor is base64url', async () => {
  for (let i = 0; i < 51; i += 1) await inlet.receive({ id: `many${i}`, conversation_id: 'many' });
  const acceptances = (await inlet.get('/inlet/v1/acceptances')).body;
  expect(acceptances.data.length).toBe(50);
  expect(acceptances.nextCursor).toMatch(/^[\w-]+$/);
});

test.each([
  ['limit=0', 'limit', 'must be >= 1'],
  ['limit=101', 'limit', 'must be <= 100'],
  ['limit=ten', 'limit', 'must be an integer'],
  ['limit=1&limit=2', 'limit', 'must be an integer'],
  ['cursor=nonsense', 'cursor', 'must be a nextCursor of an earlier page'],
  ['cursor=WzEsMiwzXQ', 'cursor', 'must be a nextCursor of an earlier page'],
  ['channelId=abc', 'channelId', 'must be an id, such as 42'],
  ['status=asleep', 'status', 'must be one of open, closed'],
  ['unread=perhaps', 'unread', 'must be true or false'],
])('refuses ?%s', async (query, path, message) => {
  const { status, body } = await inlet.get(`/inlet/v1/conversations?${query}`);
  expect(status).toBe(400);
  expect(body).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'The request is not valid.',
    code: 'invalid',
    errors: [{ path, message }],
  });
});

test('refuses both directions at once', async () => {
  const { nextCursor } = (await inlet.get(`${thread}?limit=1`)).body;
  const { status, body } = await inlet.get(`${thread}?before=${nextCursor}&after=${nextCursor}`);
  expect([status, body.errors]).toEqual([
    400,
    [{ path: 'after', message: 'cannot be combined with before' }],
  ]);
});

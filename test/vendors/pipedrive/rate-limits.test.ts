/** The vendor's rate limits where a workspace has them switched on: 10/10/6/6, budget and burst. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startApp, type Answer, type RunningApp } from '../../support/app.ts';

const HALF_A_DAY = 43_200_000;
const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => clock.now });
});

/** Each test begins at the noon of a day of its own. */
afterEach(async () => {
  await limit(null);
  clock.now = Math.floor(clock.now / HALF_A_DAY + 4) * HALF_A_DAY;
  if (clock.now % (2 * HALF_A_DAY) === 0) clock.now += HALF_A_DAY;
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const limit = (pipedrive: unknown) =>
  inlet.call('PATCH', '/inlet/v1/workspace', { body: { rateLimits: { pipedrive } } });

const api = () => ({ 'x-api-token': inlet.sandbox.pipedrive.apiToken });
const bearer = () => ({ authorization: `Bearer ${inlet.sandbox.pipedrive.accessToken}` });
const receive = (headers: Record<string, string> = api()) =>
  inlet.receive({}, { token: null, headers, body: { id: 'incomplete' } });
const remove = (headers: Record<string, string> = api()) =>
  inlet.call('DELETE', '/v1/channels/missing', { token: null, headers });

const overLimit = {
  success: false,
  error: 'Request over limit',
  errorCode: 429,
  error_info: 'Please check developers.pipedrive.com',
};

/** The vendor's headers of this family that an answer carries. */
function limitHeaders({ headers }: Answer): Record<string, string> {
  return Object.fromEntries(
    [...headers].filter(([name]) => /^x-(daily-)?(rate|requests)/.test(name)),
  );
}

test('without the setting there are no limits, and no headers of them', async () => {
  expect(limitHeaders(await receive())).toEqual({});
});

test('a day has a budget: 10 to add or receive, 6 to delete, renewed at midnight', async () => {
  await limit({ dailyBudget: 48 });
  const midnight = clock.now + HALF_A_DAY;
  const left = async (answer: Promise<Answer>) =>
    limitHeaders(await answer)['x-daily-ratelimit-token-remaining'];
  const headers = api();
  expect(await left(inlet.call('POST', '/v1/channels', { token: null, headers, body: {} }))).toBe(
    '38',
  );
  expect(await left(receive())).toBe('28');
  expect(await left(remove())).toBe('22');
  const conversation = '/v1/channels/missing/conversations/c';
  expect(await left(inlet.call('DELETE', conversation, { token: null, headers }))).toBe('16');
  // The budget is the workspace's, whichever credential spends it.
  const last = await receive(bearer());
  expect(limitHeaders(last)).toEqual({
    'x-daily-ratelimit-token-limit': '48',
    'x-daily-ratelimit-token-remaining': '6',
  });

  const refused = await receive();
  expect([refused.status, refused.body]).toEqual([429, overLimit]);
  expect(refused.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(limitHeaders(refused)).toEqual({
    'x-daily-ratelimit-token-limit': '48',
    'x-daily-ratelimit-token-remaining': '6',
    'x-daily-requests-left': '6',
  });
  expect((await remove()).status).toBe(404);
  expect((await remove()).status).toBe(429);

  clock.now = midnight - 1;
  expect((await remove()).status).toBe(429);
  clock.now = midnight;
  expect((await remove()).headers.get('x-daily-requests-left')).toBe('42');
});

test('a burst is counted for each token over two seconds', async () => {
  await limit({ burst: 2 });
  const started = clock.now;
  expect(limitHeaders(await receive())).toEqual({
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '1',
    'x-ratelimit-reset': '2',
  });
  clock.now = started + 1_500;
  expect((await receive()).headers.get('x-ratelimit-remaining')).toBe('0');
  const refused = await receive();
  expect([refused.status, refused.body]).toEqual([429, overLimit]);
  expect(limitHeaders(refused)).toEqual({
    'x-ratelimit-limit': '2',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': '1',
  });
  expect((await receive(bearer())).headers.get('x-ratelimit-remaining')).toBe('1');
  clock.now = started + 2_000;
  expect((await receive()).status).toBe(400);
  expect((await receive()).status).toBe(429);
});

test('an unknown path costs nothing, and another workspace has its own limits', async () => {
  await limit({ dailyBudget: 10, burst: 1 });
  const call = { token: null, headers: api() };
  for (let i = 0; i < 3; i += 1) {
    const unrouted = await inlet.call('GET', '/v1/deals', call);
    expect([unrouted.status, limitHeaders(unrouted)]).toEqual([404, {}]);
  }
  expect((await receive()).status).toBe(400);
  expect((await receive()).status).toBe(429);
  const theirs = await remove({ 'x-api-token': inlet.other.pipedrive.apiToken });
  expect([theirs.status, limitHeaders(theirs)]).toEqual([404, {}]);
});

// Rehearsed faults, in the vendor's own shape, over the route that connectors use most.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashToken } from '../../src/access/token-format.ts';
import type { RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  // While the clock stands, a cached credential never ages: only a change itself refreshes it.
  inlet = await startApp({ now: () => Date.parse('2026-03-01T12:00:00.000Z') });
  await inlet.receive();
});
afterAll(() => inlet[Symbol.asyncDispose]());

const put = (body: unknown, token?: string) =>
  inlet.call('PUT', '/inlet/v1/faults', { body, ...(token === undefined ? {} : { token }) });
const rehearse = (answer: string, times = 1) => put({ vendor: 'pipedrive', answer, times });

/** The connector's own patience, for a server that does not answer. */
async function receiveImpatiently(
  id: string,
  signal: AbortSignal = AbortSignal.timeout(30_000),
): Promise<Response> {
  const { apiToken, channelId } = inlet.sandbox.pipedrive;
  return fetch(`${inlet.url}/v1/channels/messages/receive`, {
    method: 'POST',
    headers: { 'x-api-token': apiToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      id,
      channel_id: channelId,
      sender_id: 'jane',
      conversation_id: 'faults',
      message: 'Hello',
      status: 'sent',
      created_at: '2026-03-01 10:00',
    }),
    signal,
  });
}

const gateway = (errorCode: number, error: string) => ({
  success: false,
  error,
  errorCode,
  error_info: 'Please check developers.pipedrive.com',
});
const channels = (code: string) => ({
  success: false,
  error: 'A rehearsed fault (inlet fault set).',
  error_info: 'Please check the reference docs in https://developers.pipedrive.com/docs/api/v1',
  additional_data: { code },
});

test.each([
  ['401', 401, gateway(401, 'unauthorized access')],
  ['403', 403, gateway(403, 'Scope and URL mismatch')],
  ['429', 429, gateway(429, 'Request over limit')],
  ['500', 500, channels('INTERNAL_ERROR')],
  ['503', 503, channels('SERVICE_UNAVAILABLE')],
])('the next two requests get %s, and nothing of them is stored', async (answer, status, body) => {
  const set = await rehearse(answer, 2);
  expect([set.status, set.body]).toEqual([200, { vendor: 'pipedrive', answer, times: 2 }]);
  const id = `fault-${answer}`;
  for (let i = 0; i < 2; i += 1) {
    const refused = await inlet.receive({ id });
    expect([refused.status, refused.body]).toEqual([status, body]);
    expect(refused.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
  }
  const accepted = await inlet.receive({ id });
  expect([accepted.status, accepted.headers.get('inlet-verdict')]).toEqual([200, 'stored']);
});

test('timeout never answers and stores nothing', async () => {
  await rehearse('timeout');
  const patience = new AbortController();
  const unanswered = receiveImpatiently('fault-timeout', patience.signal);
  // Its own request has met the fault: one that gave up sooner would leave it to the retry.
  const hash = hashToken(inlet.sandbox.pipedrive.apiToken);
  const faultsLeft = async () =>
    (await inlet.app.store.read.findCredential({ hash }))?.faultsLeft ?? null;
  await expect.poll(faultsLeft, { timeout: 30_000 }).toBe(0);
  await delay(300);
  patience.abort();
  await expect(unanswered).rejects.toThrow('aborted');
  const retry = await receiveImpatiently('fault-timeout');
  expect([retry.status, retry.headers.get('inlet-verdict')]).toEqual([200, 'stored']);
});

test('lost-answer stores, drops the connection, and the retry is a duplicate', async () => {
  await rehearse('lost-answer');
  await expect(receiveImpatiently('fault-lost')).rejects.toThrow('fetch failed');
  const stored = await inlet.get('/inlet/v1/acceptances?message=fault-lost');
  expect(stored.body.data).toMatchObject([{ verdict: 'stored' }]);
  const retry = await receiveImpatiently('fault-lost');
  expect([retry.status, retry.headers.get('inlet-verdict')]).toEqual([200, 'duplicate']);
});

test('times 0 ends it, and the API itself never fails', async () => {
  await rehearse('500', 5);
  expect((await inlet.get('/inlet/v1/channels')).status).toBe(200);
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const lookedUp = await inlet.get('/inlet/v1/acceptances', { token: null, headers });
  expect(lookedUp.status).toBe(200);
  await rehearse('500', 0);
  expect((await inlet.receive()).status).toBe(200);
});

test('only in a sandbox', async () => {
  const fault = { vendor: 'pipedrive', answer: '500', times: 1 };
  const { status, body } = await put(fault, inlet.other.inlet.token);
  expect([status, body]).toEqual([
    403,
    {
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'Faults can be rehearsed in a sandbox only.',
      code: 'forbidden',
      errors: [],
    },
  ]);
});

test.each([
  [{ answer: '500', times: 1 }, 'vendor', 'is required'],
  [
    { vendor: 'nobody', answer: '500', times: 1 },
    'vendor',
    'must be one of pipedrive, highlevel, partoo',
  ],
  [
    { vendor: 'pipedrive', answer: '418', times: 1 },
    'answer',
    'must be one of 401, 403, 429, 500, 503, timeout, lost-answer',
  ],
  [{ vendor: 'pipedrive', answer: '500', times: -1 }, 'times', 'must be >= 0'],
  [{ vendor: 'pipedrive', answer: '500', times: '1' }, 'times', 'must be an integer'],
])('refuses %j', async (body, path, message) => {
  const answer = await put(body);
  expect([answer.status, answer.body.errors]).toEqual([400, [{ path, message }]]);
});

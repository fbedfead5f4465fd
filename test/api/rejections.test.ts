// The operator's list of refused vendor requests: the reason of each, and nobody's words or secrets.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp({ now: () => Date.parse('2026-03-01T12:00:00.000Z') });
});
afterAll(() => inlet[Symbol.asyncDispose]());

test('keeps status, code, reason and a redacted body, without token or text', async () => {
  await inlet.receive({ status: 'asleep', message: 'my secret words', api_token: 'sesame' });
  const { status, body } = await inlet.get('/inlet/v1/rejections');
  expect(status).toBe(200);
  expect(body).toEqual({
    data: [
      {
        id: expect.stringMatching(/^\d+$/),
        vendor: 'pipedrive',
        method: 'POST',
        path: '/v1/channels/messages/receive',
        status: 400,
        code: 'invalid',
        reason: 'The request is not valid. status must be one of sent, delivered, read, failed',
        body: JSON.stringify({
          id: 'message-1',
          sender_id: 'jane',
          conversation_id: 'conversation-1',
          message: '[15 characters]',
          status: 'asleep',
          created_at: '2026-03-01 10:00',
          channel_id: 'sandbox-channel',
          api_token: '[redacted]',
        }),
        createdAt: '2026-03-01T12:00:00.000Z',
      },
    ],
    nextCursor: null,
  });
});

test('keeps no token of the URL, and names a documented route that is not served', async () => {
  const token = inlet.sandbox.pipedrive.apiToken;
  await inlet.get(`/v1/nowhere?api_token=${token}`, { token: null });
  const { body } = await inlet.get('/inlet/v1/rejections?limit=1');
  expect(body.data[0]).toMatchObject({ status: 404, path: '/v1/nowhere', body: null });
  expect(JSON.stringify(body)).not.toContain(token);
});

test('those without a workspace are seen with the scope operator only', async () => {
  await inlet.receive({}, { headers: { 'x-api-token': 'unknown-token' } });
  const newest = async (token: string) =>
    (await inlet.get('/inlet/v1/rejections?limit=1', { token })).body.data[0]?.status;
  expect(await newest(inlet.sandbox.inlet.token)).toBe(401);
  expect(await newest(await inlet.tokenOf('admin'))).toBe(404);
  expect(await newest(inlet.other.inlet.token)).toBe(undefined);
});

test("a revoked token's request stands in its own workspace", async () => {
  const { apiToken } = inlet.other.pipedrive;
  const token = inlet.other.inlet.token;
  const { data } = (await inlet.get('/inlet/v1/tokens', { token })).body;
  const [{ id }] = data.filter((one: { lastFour: string }) => apiToken.endsWith(one.lastFour));
  await inlet.call('DELETE', `/inlet/v1/tokens/${String(id)}`, { token });
  await inlet.receive({}, { headers: { 'x-api-token': apiToken } });
  const { body } = await inlet.get('/inlet/v1/rejections', { token });
  expect(body.data).toMatchObject([{ status: 401, reason: 'The token is revoked.' }]);
});

test('the API keeps no list of its own refusals', async () => {
  const before = (await inlet.get('/inlet/v1/rejections')).body;
  await inlet.get('/inlet/v1/messages/0');
  expect((await inlet.get('/inlet/v1/rejections')).body).toEqual(before);
});

test('keeps the last 1,000', async () => {
  const batch = Array.from({ length: 150 }, (_, i) => i);
  for (let round = 0; round < 7; round += 1) {
    await Promise.all(batch.map(() => inlet.receive({ status: 'asleep' })));
    await inlet.app.rejections.settled();
  }
  const token = await inlet.tokenOf('admin');
  let count = 0;
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { body } = await inlet.get(`/inlet/v1/rejections?limit=100${query}`, { token });
    count += body.data.length;
    cursor = body.nextCursor;
  }
  expect(count).toBe(1_000);
});

// The lasting verdict of an accepted request, for its sender and for Inlet's own tokens.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
let inlet: RunningApp;
let stored: Answer;
let updated: Answer;
let duplicate: Answer;

beforeAll(async () => {
  inlet = await startApp({ now: () => NOW });
  stored = await inlet.receive({ message: 'one' });
  updated = await inlet.receive({ message: 'two' });
  duplicate = await inlet.receive({ message: 'two' });
});
afterAll(() => inlet[Symbol.asyncDispose]());

const idOf = (answer: Answer) => String(answer.headers.get('inlet-acceptance'));
const look = (answer: Answer, headers: Record<string, string> = {}, token?: string | null) =>
  inlet.get(`/inlet/v1/acceptances/${idOf(answer)}`, {
    headers,
    ...(token === undefined ? {} : { token }),
  });

test('the answer to an accepted message names its acceptance and verdict', () => {
  const verdicts = [stored, updated, duplicate].map(({ headers }) => headers.get('inlet-verdict'));
  expect(verdicts).toEqual(['stored', 'updated', 'duplicate']);
  expect(new Set([stored, updated, duplicate].map(idOf)).size).toBe(3);
});

test('an acceptance says what became of the request', async () => {
  const { status, body } = await look(stored);
  expect(status).toBe(200);
  expect(body).toEqual({
    id: idOf(stored),
    verdict: 'stored',
    reason: null,
    conflict: null,
    duplicateOf: null,
    vendor: 'pipedrive',
    channelId: expect.stringMatching(/^\d+$/),
    conversationId: expect.stringMatching(/^\d+$/),
    messageId: expect.stringMatching(/^\d+$/),
    externalMessageId: 'message-1',
    receivedAt: '2026-03-01T12:00:00.000Z',
  });
  const { channelId, conversationId, messageId } = body;
  const again = (await look(duplicate)).body;
  expect(again).toMatchObject({ verdict: 'duplicate', duplicateOf: messageId });
  expect(again).toMatchObject({ channelId, conversationId, messageId });
  expect((await look(updated)).body).toMatchObject({ verdict: 'updated', duplicateOf: null });
});

test('the sender looks it up with the credential that sent it, in any of its headers', async () => {
  const { apiToken, accessToken } = inlet.sandbox.pipedrive;
  const expected = (await look(stored)).body;
  for (const answer of [
    await look(stored, { 'x-api-token': apiToken }, null),
    await look(stored, { 'x-apikey': apiToken }, null),
    await look(stored, {}, apiToken),
    await look(stored, {}, accessToken),
  ]) {
    expect([answer.status, answer.body]).toEqual([200, expected]);
  }
});

test("a connector's credential may do nothing else here", async () => {
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  for (const route of inlet.routes) {
    const [method, path] = route.split(' ') as ['GET', string];
    if (!path.startsWith('/inlet/v1/') || path.includes('acceptances')) continue;
    if (path.endsWith('openapi.json')) continue;
    const { status, body } = await inlet.call(method, path.replace(':id', '1'), {
      token: null,
      headers,
    });
    expect([route, status, body.code]).toEqual([route, 403, 'forbidden']);
  }
});

test('another workspace sees it as little as one that never was', async () => {
  const { status, body } = await inlet.get('/inlet/v1/acceptances/999999999');
  expect([status, body.code]).toEqual([404, 'not-found']);
  for (const token of [inlet.other.inlet.token, inlet.other.pipedrive.apiToken]) {
    const foreign = await look(stored, {}, token);
    expect([foreign.status, foreign.body]).toEqual([status, body]);
    expect((await inlet.get('/inlet/v1/acceptances', { token })).body).toEqual({
      data: [],
      nextCursor: null,
    });
  }
});

test('lists them newest first, by external ids or our channel id', async () => {
  const other = await inlet.receive({ id: 'message 2/ü', conversation_id: 'c/2' });
  const list = async (query: Record<string, string>) => {
    const { status, body } = await inlet.get(
      `/inlet/v1/acceptances?${new URLSearchParams(query).toString()}`,
    );
    expect(status).toBe(200);
    return body.data.map((one: Json) => one.id);
  };
  const ofFirst = [duplicate, updated, stored].map(idOf);
  const channel = inlet.sandbox.pipedrive.channelId;
  const { channelId } = (await look(stored)).body;
  expect(await list({})).toEqual([idOf(other), ...ofFirst]);
  expect(await list({ message: 'message-1' })).toEqual(ofFirst);
  expect(await list({ channel, message: 'message-1' })).toEqual(ofFirst);
  expect(await list({ channel, message: 'message 2/ü' })).toEqual([idOf(other)]);
  expect(await list({ channelId, message: 'message-1' })).toEqual(ofFirst);
  expect(await list({ channel: 'no such channel' })).toEqual([]);
  expect(await list({ message: 'no such message' })).toEqual([]);
  expect(await list({ channelId: '999999999' })).toEqual([]);
});

test('an acceptance lives as long as its message', async () => {
  const gone = await inlet.receive({ id: 'gone', conversation_id: 'gone' });
  expect((await look(gone)).status).toBe(200);
  const { apiToken, channelId } = inlet.sandbox.pipedrive;
  const headers = { 'x-api-token': apiToken };
  await inlet.call('DELETE', `/v1/channels/${channelId}/conversations/gone`, {
    token: null,
    headers,
  });
  expect((await look(gone)).status).toBe(404);
});

// What clients are told who ask for more than their turn, in each face's shape.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

/** Nothing gets in; a test says whom else the queue takes. */
const turns = { inside: 0, insideOfOne: 8, waiting: 0, waitingOfOne: 0, inOneTurn: 4 };

let inlet: RunningApp;
beforeAll(async () => {
  inlet = await startApp({ turns });
});
afterAll(() => inlet[Symbol.asyncDispose]());

type Asked = { path: string; method?: 'POST'; headers: Record<string, string>; body?: unknown };

function readsOfEachFace(): Record<string, Asked> {
  const { pipedrive, highlevel, partoo, mcp, inlet: own } = inlet.sandbox;
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    inlet: { path: '/inlet/v1/conversations', headers: bearer(own.token) },
    pipedrive: { path: '/v1/users/me', headers: { 'x-api-token': pipedrive.apiToken } },
    highlevel: {
      path: `/conversations/search?locationId=${highlevel.locationId}`,
      headers: { ...bearer(highlevel.appAccessToken), version: '2021-04-15' },
    },
    partoo: { path: '/v2/conversations', headers: { 'x-apikey': partoo.apiKeys.ORG_ADMIN } },
    mcp: {
      ...{ path: '/mcp', method: 'POST', headers: bearer(mcp.token) },
      body: { jsonrpc: '2.0', id: 1, method: 'tools/list' },
    },
    docs: { path: '/docs', headers: {} },
  };
}

async function ask({ path, method = 'GET' as 'POST', headers, body }: Asked) {
  const answer = await inlet.call(method, path, { token: null, headers, body });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: answer.body,
  };
}

const ofOne = 'Too many of your requests are waiting already.';
const ofAll = 'Too many requests are waiting already; nothing was done.';

describe('a credential with too many requests waiting', () => {
  test.each([
    ['inlet', { code: 'rate-limited', status: 429, detail: ofOne }],
    ['pipedrive', { success: false, errorCode: 429, error: 'Request over limit' }],
    ['highlevel', { statusCode: 429, error: 'Too Many Requests', message: ofOne }],
    ['partoo', { errors: { json: ofOne } }],
    ['mcp', { jsonrpc: '2.0', error: { message: ofOne } }],
    ['docs', { error: ofOne }],
  ])('is answered 429 with Retry-After by %s', async (face, body) => {
    turns.waitingOfOne = 0;
    const asked = readsOfEachFace()[face];
    expect(await ask(asked as Asked)).toMatchObject({ status: 429, retryAfter: '1', body });
  });
});

describe('too many requests waiting in all', () => {
  test.each([
    ['inlet', { code: 'unavailable', status: 503, detail: ofAll }],
    ['pipedrive', { success: false, error: ofAll }],
    ['highlevel', { statusCode: 503, error: 'Service Unavailable', message: ofAll }],
    ['partoo', { errors: { json: ofAll } }],
    ['mcp', { jsonrpc: '2.0', error: { message: ofAll } }],
    ['docs', { error: ofAll }],
  ])('are answered 503 with Retry-After by %s', async (face, body) => {
    turns.waitingOfOne = 1;
    const asked = readsOfEachFace()[face];
    expect(await ask(asked as Asked)).toMatchObject({ status: 503, retryAfter: '1', body });
  });
});

test('messages are taken, and health is told, however many wait', async () => {
  expect((await inlet.receive({ id: 'm1' })).status).toBe(200);
  expect((await inlet.get('/healthz')).status).toBe(200);
  inlet.app.http.gate.open();
  expect((await inlet.get('/readyz')).status).toBe(200);
});

test('an unknown path waits its turn like any other', async () => {
  turns.waitingOfOne = 0;
  expect((await inlet.get('/inlet/v1/nothing')).status).toBe(429);
});

test.each([
  ['/v1/users/me', '"success":false'],
  ['/conversations/search', '"statusCode":503'],
  ['/v2/conversations', '{"errors":{"json":'],
  ['/inlet/v1/conversations', '"code":"unavailable"'],
  ['/mcp', '"jsonrpc":"2.0"'],
])(
  'of 250 requests sent ahead to %s, the 202nd is the last that is answered',
  async (path, body) => {
    const { hostname, port } = new URL(inlet.url);
    const socket = connect(Number(port), hostname);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nx-apikey: wrong\r\n\r\n`.repeat(250),
    );
    await once(socket, 'close');
    const answers = heard.split(/(?=HTTP\/1\.1 \d{3} )/);
    expect(answers).toHaveLength(202);
    const last = answers.at(-1) ?? '';
    expect(last).toMatch(/^HTTP\/1\.1 503 /);
    expect(last).toMatch(/\r\nretry-after: 1\r\n/i);
    expect(last).toMatch(/\r\nconnection: close\r\n/i);
    expect(last).toContain(body);
    expect(answers.slice(0, -1).filter((answer) => answer.startsWith('HTTP/1.1 503'))).toEqual([]);
  },
);

describe('a client that leaves before its answer', () => {
  test.each([
    ['while it waits for its turn', 'GET /inlet/v1/conversations HTTP/1.1'],
    ['within its body', 'POST /inlet/v1/webhooks HTTP/1.1\r\nContent-Length: 9'],
  ])('%s is forgotten', async (_, first) => {
    Object.assign(turns, { waiting: 100, waitingOfOne: 100 });
    const { hostname, port } = new URL(inlet.url);
    const { gate } = inlet.app.http;
    const { token } = inlet.sandbox.inlet;
    const socket = connect(Number(port), hostname);
    const headers = `Host: ${hostname}\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}`;
    socket.write(`${first}\r\n${headers}\r\n\r\n{`);
    await expect.poll(() => gate.waiting).toBe(1);
    socket.destroy();
    await expect.poll(() => gate.waiting).toBe(0);
  });
});

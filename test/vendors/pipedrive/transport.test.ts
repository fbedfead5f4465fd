/**
 * What a connector hears when the fault is not in its JSON: sizes, methods, broken connections, a
 * full queue, a store that cannot be written to, a server that closes.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreUnavailable } from '../../../src/store/store.ts';
import { startApp, type RunningApp } from '../../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

const channels = (code: string, error: string) => ({
  success: false,
  error,
  error_info: 'Please check the reference docs in https://developers.pipedrive.com/docs/api/v1',
  additional_data: { code },
});

const tooLarge = channels('PAYLOAD_TOO_LARGE', 'The body is larger than this server takes.');

type RawAnswer = { status: number; head: string; body: unknown };

/** Writes bytes that no client would, and reads one answer until the server ends the connection. */
function raw(parts: readonly string[], keepOpen = true): Promise<RawAnswer> {
  const { hostname, port } = new URL(inlet.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
      if (!keepOpen) socket.end();
    });
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    // The server may reset a connection on which more was sent than it reads.
    socket.on('error', (error) => {
      if (answer === '') reject(error);
    });
    socket.on('close', () => {
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      resolve({ status: Number(head.slice(9, 12)), head: head.toLowerCase(), body: parsed(body) });
    });
  });
}

const parsed = (text: string): unknown => (text === '' ? '' : (JSON.parse(text) as unknown));

const head = (...lines: string[]) =>
  [
    'POST /api/v1/channels/messages/receive HTTP/1.1',
    'host: inlet',
    `x-api-token: ${inlet.sandbox.pipedrive.apiToken}`,
    ...lines,
    '\r\n',
  ].join('\r\n');

describe('413', () => {
  test('is said as soon as Content-Length says it, and the connection ends', async () => {
    const answer = await raw([
      head('content-type: application/json', 'content-length: 1048577') + '{',
    ]);
    expect(answer).toMatchObject({ status: 413, body: tooLarge });
    expect(answer.head).toContain('connection: close');
  });

  test('is said of a chunked body when it grows too large, whatever its type', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const chunks = Array.from({ length: 17 }, () => chunk);
    for (const type of ['application/json', 'text/plain']) {
      const start = head(`content-type: ${type}`, 'transfer-encoding: chunked');
      expect(await raw([start, ...chunks])).toMatchObject({ status: 413, body: tooLarge });
    }
  });

  test('is not said of a body that just fits', async () => {
    const answer = await inlet.receive(
      {},
      {
        token: null,
        headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken, 'content-type': 'text/plain' },
        body: 'x'.repeat(1_048_576),
      },
    );
    expect(answer.status).toBe(415);
  });
});

test.each([
  ['GET', '/v1/channels', 'POST'],
  ['PUT', '/v1/channels', 'POST'],
  ['OPTIONS', '/v1/channels', 'POST'],
  ['DELETE', '/v1/channels', 'POST'],
  ['PATCH', '/api/v1/channels/messages/receive', 'POST'],
  ['DELETE', '/api/v1/channels/messages/receive', 'POST'],
  ['PUT', '/v1/channels/x', 'DELETE'],
  ['POST', '/v1/channels/x', 'DELETE'],
  ['GET', '/v1/channels/x/conversations/y', 'DELETE'],
] as const)('405: %s %s is not served, %s is', async (method, path, allowed) => {
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const answer = await inlet.call(method, path, { token: null, headers });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allowed);
  const words = `${method} is not served here; use ${allowed}.`;
  expect(answer.body).toEqual(channels('METHOD_NOT_ALLOWED', words));
  expect((await inlet.call(method, path, { token: null })).status).toBe(401);
});

test('HEAD is answered like GET, without a body', async () => {
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const answer = await inlet.call('HEAD', '/v1/channels', { token: null, headers });
  expect([answer.status, answer.body, answer.headers.get('allow')]).toEqual([405, '', 'POST']);
});

test.each([
  ['Bearer', 400],
  ['Bearer ', 400],
  ['Bearer a b', 400],
  ['Basic abc', 400],
  ['token', 400],
  ['Bearer unknown', 401],
  ['bearer unknown', 401],
])('the Authorization header %j alone is answered %d', async (authorization, status) => {
  const call = { token: null, headers: { authorization } };
  expect((await inlet.call('DELETE', '/v1/channels/x', call)).status).toBe(status);
  // Beside an API token it counts for nothing.
  const headers = { authorization, 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  expect((await inlet.call('DELETE', '/v1/channels/x', { token: null, headers })).status).toBe(404);
});

test('a broken request line or header is 400 in the shape of the vendor', async () => {
  const sentence =
    'Expected { name: string; avatar_url?: string; provider_channel_id: string; }, but was incompatible';
  const body = channels('INVALID_BODY', `The request is not valid HTTP/1.1. ${sentence}`);
  for (const request of [
    'FOO /v1/channels HTTP/1.1\r\nhost: x\r\n\r\n',
    'POST /v1/channels HTTP/1.1\r\nhost: x\r\ncontent-length: abc\r\n\r\n',
  ]) {
    expect(await raw([request])).toMatchObject({ status: 400, body });
  }
});

test('a connection that breaks within the body is the connector’s fault, not ours', async () => {
  await raw([head('content-type: application/json', 'content-length: 100') + '{"id":'], false);
  const broken = async () => {
    const { body } = await inlet.get('/inlet/v1/rejections?limit=100');
    return (body.data as Record<string, unknown>[]).filter(({ reason }) =>
      String(reason).startsWith('The connection broke'),
    );
  };
  // The connector is gone before the server has given its request up.
  await expect
    .poll(broken, { timeout: 30_000 })
    .toMatchObject([{ status: 400, code: 'malformed' }]);
});

describe('503', () => {
  const full = channels('SERVICE_UNAVAILABLE', 'Too many messages are waiting to be stored.');
  const closing = channels(
    'SERVICE_UNAVAILABLE',
    'The server is closing. Nothing was stored; try again.',
  );

  /** Makes the store wait before its next group, and says when it has been asked. */
  function hold(app: RunningApp['app']) {
    const asked = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const { store } = app;
    const accept = store.accept.bind(store);
    store.accept = async (group) => {
      asked.resolve();
      await gate.promise;
      return accept(group);
    };
    return { asked: asked.promise, release: gate.resolve };
  }

  test('while the queue is full, at once and with Retry-After; then there is room again', async () => {
    await using small = await startApp({ env: { INLET_MAX_QUEUED_MESSAGES: '1' } });
    const { asked, release } = hold(small.app);
    const first = small.receive({ id: 'first' });
    await asked;
    const refused = await small.receive({ id: 'second' });
    expect([refused.status, refused.body]).toEqual([503, full]);
    expect(refused.headers.get('retry-after')).toBe('1');
    release();
    expect((await first).status).toBe(200);
    expect((await small.receive({ id: 'second' })).headers.get('inlet-verdict')).toBe('stored');
  });

  test('while the store cannot be written to', async () => {
    await using inlet503 = await startApp();
    const { store } = inlet503.app;
    const accept = store.accept.bind(store);
    store.accept = () => Promise.reject(new StoreUnavailable('disk full'));
    const refused = await inlet503.receive();
    const words = 'The store cannot be written to at the moment.';
    expect([refused.status, refused.body]).toEqual([503, channels('SERVICE_UNAVAILABLE', words)]);
    expect(refused.headers.get('retry-after')).toBe('5');
    store.accept = accept;
    expect((await inlet503.receive()).headers.get('inlet-verdict')).toBe('stored');
  });

  test('while the server closes: what was taken is answered, the rest is asked to leave', async () => {
    await using ending = await startApp();
    const { asked, release } = hold(ending.app);
    const taken = ending.receive({ id: 'taken' });
    await asked;
    ending.app.http.gate.close();
    const refused = await ending.receive({ id: 'late' });
    expect([refused.status, refused.body]).toEqual([503, closing]);
    expect(refused.headers.get('connection')).toBe('close');
    expect(refused.headers.get('retry-after')).toBe('1');
    release();
    const answered = await taken;
    expect([answered.status, answered.headers.get('connection')]).toEqual([200, 'close']);
  });
});

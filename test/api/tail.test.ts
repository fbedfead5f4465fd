// Watching the server at work: JSON lines of the own workspace, until someone hangs up.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

async function watch({ url }: RunningApp, token: string) {
  const hangUp = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/inlet/v1/tail`, { headers, signal: hangUp.signal });
  const source = Readable.fromWeb(answer.body as ReadableStream);
  source.on('error', () => undefined);
  const lines = createInterface(source)[Symbol.asyncIterator]();
  const next = async (): Promise<Json> => {
    for (;;) {
      const { value, done } = (await lines.next()) as IteratorResult<string>;
      if (done === true) return 'the end';
      if (value !== '') return JSON.parse(value);
    }
  };
  return { answer, next, hangUp: () => hangUp.abort() };
}

test('tells each exchange of the workspace, its verdict or why it was refused', async () => {
  await using inlet = await startApp();
  const { answer, next, hangUp } = await watch(inlet, inlet.sandbox.inlet.token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');

  const stored = await inlet.receive({ message: 'private words' });
  expect(await next()).toEqual({
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    vendor: 'pipedrive',
    method: 'POST',
    path: '/v1/channels/messages/receive',
    status: 200,
    verdict: 'stored',
    acceptanceId: stored.headers.get('inlet-acceptance'),
    reason: null,
    durationMs: expect.any(Number),
  });
  await inlet.get('/v1/nowhere?api_token=sesame', { token: null });
  expect(await next()).toMatchObject({
    path: '/v1/nowhere',
    status: 401,
    verdict: null,
    acceptanceId: null,
    reason: 'The token is missing or not known here.',
  });
  hangUp();
});

test('tells nothing of another workspace, and of none only to operators', async () => {
  await using inlet = await startApp();
  const other = await watch(inlet, inlet.other.inlet.token);
  await inlet.receive();
  await inlet.receive({}, { headers: { 'x-api-token': 'unknown' } });
  await inlet.get('/inlet/v1/channels', { token: inlet.other.inlet.token });
  expect(await other.next()).toMatchObject({ vendor: 'inlet', path: '/inlet/v1/channels' });
  other.hangUp();
});

test('ends when its token is revoked', async () => {
  await using inlet = await startApp();
  const { body } = await inlet.call('POST', '/inlet/v1/tokens', { body: { label: 'tail' } });
  const { next } = await watch(inlet, body.token);
  await inlet.call('DELETE', `/inlet/v1/tokens/${String(body.id)}`);
  let last = await next();
  while (last !== 'the end') last = await next();
});

test('ends when the server stops, without holding it up', async () => {
  const inlet = await startApp();
  const { next } = await watch(inlet, inlet.sandbox.inlet.token);
  const startedAt = performance.now();
  await inlet[Symbol.asyncDispose]();
  expect(await next()).toBe('the end');
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

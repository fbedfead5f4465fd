// Every refusal of the API is application/problem+json with the same members.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Call, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

let inlet: RunningApp;

beforeAll(async () => {
  inlet = await startApp();
});
afterAll(() => inlet[Symbol.asyncDispose]());

function expectProblem(
  { status, headers, body }: Answer,
  problem: { status: number; title: string; code: string; detail: string },
) {
  expect(body).toEqual({ type: 'about:blank', errors: [], ...problem });
  expect(status).toBe(problem.status);
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
}

const NO_TOKEN =
  "Send one of Inlet's tokens as `Authorization: Bearer …`; `npx inlet sandbox` shows one.";

test.each<[string, Call]>([
  ['no credential', { token: null }],
  ['an unknown token', { token: 'unknown' }],
  ['a token that is too long', { token: 'x'.repeat(5_000) }],
  ['another scheme', { token: null, headers: { authorization: 'Basic eDp5' } }],
])('401 for %s, on known and unknown paths', async (_case, call) => {
  const problem = { status: 401, title: 'Unauthorized', code: 'unauthenticated', detail: NO_TOKEN };
  expectProblem(await inlet.get('/inlet/v1/channels', call), problem);
  expectProblem(await inlet.get('/inlet/v1/nowhere', call), problem);
});

test('404 for an unknown path and for what is no id', async () => {
  expectProblem(await inlet.get('/inlet/v1/nowhere'), {
    status: 404,
    title: 'Not Found',
    code: 'not-found',
    detail: 'There is no GET /inlet/v1/nowhere here.',
  });
  const missing = {
    status: 404,
    title: 'Not Found',
    code: 'not-found',
    detail: 'There is nothing of that id in this workspace.',
  };
  for (const id of ['abc', '0', '-1', '1.5', '999999999', '9'.repeat(400), '%F0%9F%92%A9']) {
    expectProblem(await inlet.get(`/inlet/v1/messages/${id}`), missing);
  }
});

test('405 for a method that a path does not have', async () => {
  expectProblem(await inlet.call('DELETE', '/inlet/v1/channels'), {
    status: 405,
    title: 'Method Not Allowed',
    code: 'method-not-allowed',
    detail: expect.stringMatching(/^DELETE is not served here; use GET/) as string,
  });
});

test('413, 415 and 400 for bodies that cannot be read', async () => {
  const post = (body: string, headers = {}) =>
    inlet.call('POST', '/inlet/v1/tokens', { body, headers });
  expectProblem(await post(`{"label":"${'x'.repeat(1_048_577)}"}`), {
    status: 413,
    title: 'Content Too Large',
    code: 'payload-too-large',
    detail: 'The body is larger than this server takes.',
  });
  expectProblem(await post('label=x', { 'content-type': 'text/plain' }), {
    status: 415,
    title: 'Unsupported Media Type',
    code: 'unsupported-media-type',
    detail: 'The content type must be application/json.',
  });
  expectProblem(await post('['.repeat(40) + ']'.repeat(40)), {
    status: 400,
    title: 'Bad Request',
    code: 'malformed',
    detail: 'The body is nested deeper than 32 levels.',
  });
  expectProblem(await post('{"label"'), {
    status: 400,
    title: 'Bad Request',
    code: 'malformed',
    detail: expect.stringMatching(/^The body is not valid JSON: /) as string,
  });
});

test('400 for a path that cannot be decoded', async () => {
  expectProblem(await inlet.get('/inlet/v1/messages/%E0%A4%A'), {
    status: 400,
    title: 'Bad Request',
    code: 'malformed',
    detail: 'The path is not validly percent-encoded.',
  });
});

test('400 for what is no HTTP at all', async () => {
  const { port } = new URL(inlet.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.end('GET /inlet/v1/channels HTTP/1.1\r\nHost\r\n\r\n');
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(head).toContain('\r\nContent-Type: application/problem+json; charset=utf-8\r\n');
  expect(JSON.parse(body)).toMatchObject({
    status: 400,
    code: 'malformed',
    detail: 'The request is not valid HTTP/1.1.',
  });
});

test('503 with Retry-After while the server closes', async () => {
  await using closing = await startApp();
  closing.app.http.gate.close();
  const answer = await closing.get('/inlet/v1/channels');
  expectProblem(answer, {
    status: 503,
    title: 'Service Unavailable',
    code: 'unavailable',
    detail: 'The server is closing. Nothing was stored; try again.',
  });
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(answer.headers.get('connection')).toBe('close');
});

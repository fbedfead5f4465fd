// The document of everything served, and the page of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';

let inlet: RunningApp;
let document: Json;

beforeAll(async () => {
  inlet = await startApp();
  const answer = await inlet.get('/inlet/v1/openapi.json', { token: null });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  document = answer.body;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const described = () =>
  Object.entries(document.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );

test('is OpenAPI 3.1 and holds every route that is registered, and no other', () => {
  expect(document.openapi).toBe('3.1.0');
  // Pages for people are no API.
  const registered = inlet.routes
    .filter(
      (route) =>
        !/ \/(login|logout|welcome|inbox|account|oauth\/consent|oauth\/authorize|.*chooselocation)\b/.test(
          route,
        ),
    )
    .map((route) => route.replace(/:(\w+)/g, '{$1}'));
  expect(described().sort()).toEqual(registered.sort());
  expect(registered.length).toBeGreaterThan(20);
});

test("describes the vendor's routes with the schemas that check them", () => {
  const { post } = document.paths['/v1/channels/messages/receive'];
  expect(post.tags).toEqual(['pipedrive']);
  const { schema } = post.requestBody.content['application/json'];
  expect(schema.required).toEqual([
    'id',
    'channel_id',
    'sender_id',
    'conversation_id',
    'message',
    'status',
    'created_at',
  ]);
});

test("says what each of Inlet's own routes answers, also when it refuses", () => {
  for (const [path, operations] of Object.entries(document.paths as Record<string, Json>)) {
    for (const [method, operation] of Object.entries<Json>(operations)) {
      if (operation.tags[0] !== 'inlet' || operation.security?.length === 0) continue;
      expect([method, path, operation.summary]).toEqual([method, path, expect.any(String)]);
      if (path === '/inlet/v1/tail') continue;
      expect([method, path, Object.keys(operation.responses)]).toEqual([
        method,
        path,
        [expect.stringMatching(/^20\d$/), '4XX'],
      ]);
    }
  }
});

test('asks for a credential wherever one is needed', () => {
  const open = Object.entries(document.paths as Record<string, Json>)
    .filter(([, { get }]) => get?.security?.length === 0)
    .map(([path]) => path);
  expect(open.sort()).toEqual(
    [
      '/',
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-protected-resource',
      '/.well-known/oauth-protected-resource/mcp',
      '/docs',
      '/healthz',
      '/inlet/files/{name}',
      '/inlet/v1/openapi.json',
      '/metrics',
      '/readyz',
    ].sort(),
  );
});

test('has a page that fetches nothing and runs nothing', async () => {
  const { status, headers, body } = await inlet.get('/docs', { token: null });
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(body).not.toMatch(/<script|<img|<link|https?:\/\//);
  for (const path of Object.keys(document.paths as object)) expect(body).toContain(path);
});

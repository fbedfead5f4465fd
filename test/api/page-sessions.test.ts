// How the inbox speaks to the API: by the cookie of a login, for a workspace that it names.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../pages/browser.ts';
import { startApp, type Call, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
let cookie: string;

beforeAll(async () => {
  inlet = await startApp();
  const browser = new Browser(inlet.url);
  await browser.login(inlet.sandbox.inbox);
  cookie = `inlet=${browser.cookies.get('inlet') ?? ''}`;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const get = (path: string, headers: Record<string, string> = {}) =>
  inlet.get(path, { token: null, headers: { cookie, ...headers } });

test('a workspace is named by a header or, where an element loads the address, by the query', async () => {
  const { id } = inlet.sandbox.workspace;
  for (const [path, headers] of [
    ['/inlet/v1/session', {}],
    ['/inlet/v1/session', { 'inlet-workspace': id }],
    [`/inlet/v1/session?workspace=${id}`, {}],
  ] as const) {
    const { status, body } = await get(path, headers);
    expect([status, body.workspace.id]).toEqual([200, id]);
  }
});

test('a workspace of others and one that does not exist answer the same 403', async () => {
  const answers = [];
  for (const id of [inlet.other.workspace.id, '987654321', 'nonsense', '']) {
    const asked = await get('/inlet/v1/conversations', { 'inlet-workspace': id });
    answers.push([asked.status, asked.body]);
    const inQuery = await get(`/inlet/v1/conversations?workspace=${id}`);
    answers.push([inQuery.status, inQuery.body]);
  }
  expect(answers[0]?.[0]).toBe(403);
  expect(answers[0]?.[1]).toMatchObject({ code: 'forbidden' });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test.each<[string, Record<string, string>, number]>([
  ['our own origin', { origin: 'OWN' }, 200],
  [
    'our own origin, as the browser says too',
    { origin: 'OWN', 'sec-fetch-site': 'same-origin' },
    200,
  ],
  ['another origin', { origin: 'https://evil.example' }, 403],
  ['no origin', {}, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['another site that says it were ours', { origin: 'OWN', 'sec-fetch-site': 'cross-site' }, 403],
  ['another host of the same site', { origin: 'OWN', 'sec-fetch-site': 'same-site' }, 403],
])('a change that %s asks for is answered as it should', async (_whose, headers, status) => {
  const own = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace('OWN', inlet.url),
  ]);
  const call: Call = {
    token: null,
    headers: { cookie, ...(Object.fromEntries(own) as Record<string, string>) },
    body: { name: 'Sandbox' },
  };
  expect((await inlet.call('PATCH', '/inlet/v1/workspace', call)).status).toBe(status);
});

test('an ended session leads a page, which names text/html, to the login; a program is refused', async () => {
  const ended = { cookie: `inlet=${'x'.repeat(43)}` };
  const ask = (headers: Record<string, string>) =>
    fetch(`${inlet.url}/inlet/v1/session`, { redirect: 'manual', headers });
  const page = await ask({ ...ended, accept: 'application/json, text/html;q=0.1' });
  expect([page.status, page.headers.get('location')]).toEqual([303, '/login']);
  const noCookie = await ask({ accept: 'application/json, text/html;q=0.1' });
  expect(noCookie.status).toBe(303);
  expect((await ask({ ...ended, accept: 'application/json' })).status).toBe(401);
  expect((await ask(ended)).status).toBe(401);
  const token = { authorization: 'Bearer inlet_pat_x', accept: 'text/html' };
  expect((await ask(token)).status).toBe(401);
});

test('the root leads a browser to the inbox and tells a program what is here', async () => {
  const browser = await fetch(`${inlet.url}/`, {
    redirect: 'manual',
    headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
  });
  expect([browser.status, browser.headers.get('location')]).toEqual([302, '/inbox']);
  const program = await fetch(`${inlet.url}/`);
  expect(program.status).toBe(200);
  expect(await program.json()).toMatchObject({
    name: 'Inlet',
    docs: '/docs',
    prefixes: expect.arrayContaining(['/v1', '/v2']),
  });
});

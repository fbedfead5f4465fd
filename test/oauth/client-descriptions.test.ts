/** Clients that nobody registered: the client id is the address of the client's own description. */
import { hash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import { SafeFetch } from '../../src/lib/safe-fetch/safe-fetch.ts';
import { startApp, type RunningApp } from '../support/app.ts';
import { startTlsServer, trustTlsServer, type TlsServer } from '../support/tls-server.ts';
import type { Browser } from '../pages/browser.ts';
import { letIn, loggedIn } from './person.ts';
import { FORM } from './abuse/worlds.ts';

let inlet: RunningApp;
const verifier = randomBytes(32).toString('base64url');
const redirectUri = 'http://127.0.0.1/callback';
const described = (clientId: string, change: Record<string, unknown> = {}) =>
  JSON.stringify({
    client_id: clientId,
    client_name: 'Agent of Jane',
    redirect_uris: [redirectUri],
    token_endpoint_auth_method: 'none',
    ...change,
  });

/** What stands at a path of the client's own server; it is asked over real TLS. */
type Page = { status?: number; type?: string; body?: string; location?: string };
const pages = new Map<string, Page>();
const asked: string[] = [];
let client: TlsServer;
let trusted: Disposable;
let outbound: MockInstance;
/** Logged in once: logins have limits. */
let jane: Browser;

beforeAll(async () => {
  trusted = trustTlsServer();
  client = await startTlsServer(({ url: path = '' }, response) => {
    asked.push(path);
    const { status = 200, type = 'application/json', body = '', location } = pages.get(path) ?? {};
    const headers = { 'content-type': type, ...(location === undefined ? {} : { location }) };
    response.writeHead(pages.has(path) ? status : 404, headers).end(body);
  });
  inlet = await startApp({ env: { INLET_LOCAL_NETWORKS: 'loopback' } });
  jane = await loggedIn(inlet);
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
  trusted[Symbol.dispose]();
});
beforeEach(() => {
  asked.length = 0;
  outbound = vi.spyOn(SafeFetch.prototype, 'fetch');
});
afterEach(() => {
  vi.restoreAllMocks();
});

let made = 0;
function publish(change: Record<string, unknown> = {}, page: Page = {}): string {
  made += 1;
  const path = `/${String(made)}`;
  const clientId = client.origin + path;
  pages.set(path, { body: described(clientId, change), ...page });
  return clientId;
}

function link(clientId: string, uri = 'http://127.0.0.1:50123/callback'): string {
  return `/oauth/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: uri,
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
    resource: `${inlet.url}/mcp`,
  }).toString()}`;
}

const token = (fields: Record<string, string>) =>
  inlet.call('POST', '/oauth/token', {
    token: null,
    headers: { 'content-type': FORM },
    body: new URLSearchParams(fields).toString(),
  });

test('an agent is let in without ever being registered, and calls a tool', async () => {
  const clientId = publish();
  const { text } = await jane.get(link(clientId));
  expect(text).toContain('<h1>Let <bdi>Agent of Jane</bdi> into Inlet?</h1>');
  expect(text).toContain(`<strong>127.0.0.1:${String(client.port)}</strong>`);
  const { code } = await letIn(inlet, link(clientId));
  const { status, body } = await token({
    grant_type: 'authorization_code',
    client_id: clientId,
    code,
    code_verifier: verifier,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.scope).toBe('inbox:read inbox:write channels:write');
  const call = {
    headers: { accept: 'application/json, text/event-stream' },
    body: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
  };
  const listed = await inlet.call('POST', '/mcp', { token: body.access_token as string, ...call });
  expect(listed.status).toBe(200);
  const refreshed = await token({
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: body.refresh_token as string,
  });
  expect(refreshed.status).toBe(200);
  // Read once for all of that: it is believed for a while.
  expect(asked).toEqual([new URL(clientId).pathname]);
});

test('nothing is fetched for somebody who is not logged in', async () => {
  const clientId = publish();
  const answer = await fetch(inlet.url + link(clientId), { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toMatch(/^\/login\?next=/);
  expect(asked).toEqual([]);
});

test('nothing is kept of a client that nobody let in', async () => {
  const clientId = publish();
  await jane.get(link(clientId));
  expect(await inlet.app.store.read.findAppsByClientId({ clientId })).toEqual([]);
  await letIn(inlet, link(clientId), 'deny');
  expect(await inlet.app.store.read.findAppsByClientId({ clientId })).toEqual([]);
});

test('a secret is not taken from a client that has none', async () => {
  const clientId = publish();
  const { code } = await letIn(inlet, link(clientId));
  const fields = { grant_type: 'authorization_code', client_id: clientId, code };
  const proof = { code_verifier: verifier };
  expect(await token({ ...fields, ...proof, client_secret: 'x' })).toMatchObject({ status: 401 });
  expect(await token(fields)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await token({ ...fields, ...proof })).status).toBe(200);
});

test('a stranger is not told why an address cannot be reached', async () => {
  const closed = await startTlsServer(() => undefined);
  await closed[Symbol.asyncDispose]();
  for (const clientId of [`${closed.origin}/id`, 'https://nobody.invalid/id']) {
    const { status, text } = await jane.get(link(clientId));
    expect(status).toBe(400);
    expect(text).toContain(
      'The address could not be reached: unknown name, no connection, a certificate that is not trusted, or an address that may not be called',
    );
  }
});

describe('a description is not believed', () => {
  test.for<[what: string, change: Record<string, unknown>]>([
    ['of another client', { client_id: 'https://client.example/other' }],
    ['without redirect URIs', { redirect_uris: [] }],
    ['with redirect URIs that are no list', { redirect_uris: redirectUri }],
    ['with a script as redirect URI', { redirect_uris: ['javascript://x/%0aalert(1)'] }],
    ['with a hundred redirect URIs', { redirect_uris: Array(100).fill(redirectUri) }],
    ['of a client that has a secret', { token_endpoint_auth_method: 'client_secret_basic' }],
    ['that holds a secret', { client_secret: 'x' }],
  ])('%s', async ([, change]) => {
    const { status, text, location } = await jane.get(link(publish(change)));
    expect(status).toBe(400);
    expect(location).toBeNull();
    expect(text).toContain('The description at the client_id cannot be used.');
  });

  test.for<[what: string, page: Page, why: string]>([
    ['that is not there', { status: 404 }, 'The address answered 404.'],
    ['that is no JSON', { body: '<html>' }, 'What stands there is not a JSON object.'],
    ['that is a list', { body: '[]' }, 'What stands there is not a JSON object.'],
    ['that is null', { body: 'null' }, 'What stands there is not a JSON object.'],
    ['that is a page', { type: 'text/html' }, 'It is not served as application/json.'],
    ['that has no type', { type: '' }, 'It is not served as application/json.'],
    [
      'longer than 64 KiB',
      { body: `{"x":"${'x'.repeat(65_536)}"}` },
      'The answer was too long or broke off.',
    ],
  ])('%s', async ([, page, why]) => {
    const { status, text } = await jane.get(link(publish({}, page)));
    expect(status).toBe(400);
    expect(text).toContain(why);
    expect(asked).toHaveLength(1);
  });

  test('that is elsewhere: redirects are not followed', async () => {
    const there = publish();
    const clientId = publish({}, { status: 302, location: there });
    const { status, text } = await jane.get(link(clientId));
    expect(status).toBe(400);
    expect(text).toContain('The address answered 302.');
    expect(asked).toEqual([new URL(clientId).pathname]);
  });

  test('whose certificate is for another name', async () => {
    const clientId = publish().replace('127.0.0.1', 'localhost');
    const { status, text } = await jane.get(link(clientId));
    expect(status).toBe(400);
    expect(text).toContain('a certificate that is not trusted');
    expect(asked).toEqual([]);
  });

  test('on the machine itself, unless the operator lists it: nothing is even dialled', async () => {
    await using usual = await startApp();
    const before = client.connections();
    const { status, text } = await (await loggedIn(usual)).get(link(publish()));
    expect(status).toBe(400);
    expect(text).toContain('Its address is not a public one.');
    expect(client.connections()).toBe(before);
  });

  test.for([
    'http://client.example/x',
    'https://client.example',
    'https://client.example/',
    'https://client.example/x#y',
    'https://client.example/x?y',
    'https://user@client.example/x',
    'https://client.example/a/../x',
    'https://CLIENT.example/x',
    'https://client.example:443/x',
    'https://client.example/%C3%A4 x',
  ])('at %s: it is not even fetched', async (clientId) => {
    const { status } = await jane.get(link(clientId));
    expect(status).toBe(400);
    expect(outbound).not.toHaveBeenCalled();
  });
});

test('a type of JSON of its own kind is taken, too', async () => {
  const clientId = publish({}, { type: 'application/client-metadata+json; charset=utf-8' });
  expect((await jane.get(link(clientId))).status).toBe(200);
});

test('what a client calls itself cannot pass for part of the page', async () => {
  const clientId = publish({ client_name: '<b>Inlet</b>\u202e\n settings' });
  const { text } = await jane.get(link(clientId));
  expect(text).toContain('Let <bdi>&lt;b&gt;Inlet&lt;/b&gt; settings</bdi> into Inlet?');
  expect(text).not.toContain('\u202e');
});

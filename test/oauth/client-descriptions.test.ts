/** Clients that nobody registered: the client id is the address of the client's own description. */
import { hash, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { SafeFetch } from '../../src/lib/safe-fetch/safe-fetch.ts';
import { startApp, type RunningApp } from '../support/app.ts';
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

beforeAll(async () => {
  inlet = await startApp();
});
afterAll(() => inlet[Symbol.asyncDispose]());

/** What stands at an address; the way out itself is tested by itself. */
const pages = new Map<string, { status: number; body: string }>();
const fetched: string[] = [];
beforeEach(() => {
  fetched.length = 0;
  vi.spyOn(SafeFetch.prototype, 'fetch').mockImplementation(({ url, ...request }) => {
    fetched.push(url);
    expect(request).toMatchObject({ method: 'GET', localNetworks: [] });
    expect(request).not.toHaveProperty('redirects');
    const { status = 404, body = '' } = pages.get(url) ?? {};
    const answer = { headers: {}, body: Buffer.from(body), cutShort: null, url };
    return Promise.resolve({ kind: 'answered', status, ...answer });
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

let made = 0;
function publish(change: Record<string, unknown> = {}): string {
  made += 1;
  const clientId = `https://client.example/${String(made)}`;
  pages.set(clientId, { status: 200, body: described(clientId, change) });
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
  const browser = await loggedIn(inlet);
  const { text } = await browser.get(link(clientId));
  expect(text).toContain('<h1>Let Agent of Jane into Inlet?</h1>');
  expect(text).toContain('<strong>client.example</strong>');
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
  expect(fetched).toEqual([clientId]);
});

test('nothing is fetched for somebody who is not logged in', async () => {
  const clientId = publish();
  const answer = await fetch(inlet.url + link(clientId), { redirect: 'manual' });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toMatch(/^\/login\?next=/);
  expect(fetched).toEqual([]);
});

test('nothing is kept of a client that nobody let in', async () => {
  const clientId = publish();
  await (await loggedIn(inlet)).get(link(clientId));
  expect(await inlet.app.store.read.findAppByClientId({ clientId })).toBeNull();
  await letIn(inlet, link(clientId), 'deny');
  expect(await inlet.app.store.read.findAppByClientId({ clientId })).toBeNull();
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
    const { status, text, location } = await (await loggedIn(inlet)).get(link(publish(change)));
    expect(status).toBe(400);
    expect(location).toBeNull();
    expect(text).toContain('The description at the client_id cannot be used.');
  });

  test.for<[what: string, page: { status: number; body: string }]>([
    ['that is not there', { status: 404, body: '' }],
    ['that redirects', { status: 302, body: '' }],
    ['that is no JSON', { status: 200, body: '<html>' }],
    ['that is a list', { status: 200, body: '[]' }],
    ['that is null', { status: 200, body: 'null' }],
  ])('%s', async ([, page]) => {
    const clientId = publish();
    pages.set(clientId, page);
    expect((await (await loggedIn(inlet)).get(link(clientId))).status).toBe(400);
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
    const { status } = await (await loggedIn(inlet)).get(link(clientId));
    expect(status).toBe(400);
    expect(fetched).toEqual([]);
  });
});

test('what a client calls itself cannot pass for part of the page', async () => {
  const clientId = publish({ client_name: '<b>Inlet</b>\u202e\n settings' });
  const { text } = await (await loggedIn(inlet)).get(link(clientId));
  expect(text).toContain('Let &lt;b&gt;Inlet&lt;/b&gt; settings into Inlet?');
  expect(text).not.toContain('\u202e');
});

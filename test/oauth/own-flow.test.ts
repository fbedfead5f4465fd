/** Inlet's own flow: metadata, PKCE, a resource, rotation, and clients that describe themselves. */
import { hash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';
import { letIn, loggedIn } from './person.ts';

let inlet: RunningApp;
let now = Date.now();
let app: { clientId: string; clientSecret: string };
const redirectUri = 'http://127.0.0.1:7777/in';

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  const body = {
    name: 'Dashboard',
    vendor: 'inlet',
    redirectUris: [redirectUri],
    scopes: ['inbox:read', 'inbox:write', 'manage'],
  };
  app = (await inlet.call('POST', '/inlet/v1/apps', { body })).body;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const verifier = randomBytes(32).toString('base64url');

function link(change: Record<string, string | null> = {}): string {
  const parameters: Record<string, string | null> = {
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: redirectUri,
    code_challenge: hash('sha256', verifier, 'base64url'),
    code_challenge_method: 'S256',
    resource: `${inlet.url}/inlet/v1`,
    state: 'a state',
    ...change,
  };
  const present = Object.entries(parameters).filter((entry) => entry[1] !== null);
  return `/oauth/authorize?${new URLSearchParams(present as [string, string][]).toString()}`;
}

async function token(fields: Record<string, string>): Promise<Answer> {
  const credentials = { client_id: app.clientId, client_secret: app.clientSecret };
  return inlet.call('POST', '/oauth/token', {
    token: null,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...credentials, ...fields }).toString(),
  });
}

async function tokens(change: Record<string, string | null> = {}): Promise<Json> {
  const { code } = await letIn(inlet, link(change));
  const exchanged = await token({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  expect(exchanged.status, JSON.stringify(exchanged.body)).toBe(200);
  return exchanged.body;
}

test('the metadata names every endpoint below the issuer', async () => {
  const { status, body } = await inlet.get('/.well-known/oauth-authorization-server', {
    token: null,
  });
  expect(status).toBe(200);
  expect(body).toEqual({
    issuer: inlet.url,
    authorization_endpoint: `${inlet.url}/oauth/authorize`,
    token_endpoint: `${inlet.url}/oauth/token`,
    revocation_endpoint: `${inlet.url}/oauth/revoke`,
    scopes_supported: ['inbox:read', 'inbox:write', 'channels:write', 'manage'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    revocation_endpoint_auth_methods_supported: [
      'none',
      'client_secret_basic',
      'client_secret_post',
    ],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  });
});

describe('a person', () => {
  test('is sent to log in, and comes back to the question', async () => {
    const answer = await fetch(inlet.url + link(), { redirect: 'manual' });
    expect(answer.status).toBe(303);
    const login = new URL(answer.headers.get('location') ?? '', inlet.url);
    expect(login.pathname).toBe('/login');
    expect(login.searchParams.get('next')).toBe(link());
  });

  test('is asked in plain words who, into what and for what', async () => {
    const browser = await loggedIn(inlet);
    const { text, headers } = await browser.get(link());
    expect(text).toContain('<h1>Let <bdi>Dashboard</bdi> into Inlet?</h1>');
    expect(text).toContain('<strong><bdi>Sandbox</bdi></strong>');
    expect(text).toContain('<li>read channels, conversations, messages and contacts</li>');
    expect(text).toContain('<li>answer, assign, close and correct conversations</li>');
    expect(text).not.toContain('manage people');
    expect(text).toContain('<code>http://127.0.0.1:7777</code>');
    expect(headers.get('content-security-policy')).toContain(
      "form-action 'self' http://127.0.0.1:7777;",
    );
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  test('sends the app a code with its state and the issuer', async () => {
    const { location } = await letIn(inlet, link());
    expect(Object.fromEntries(location.searchParams)).toEqual({
      code: expect.stringMatching(/^inlet_code_\w{8}_\w{36}$/),
      state: 'a state',
      iss: inlet.url,
    });
  });

  test('who says no sends the app that', async () => {
    const { location } = await letIn(inlet, link(), 'deny');
    expect(Object.fromEntries(location.searchParams)).toEqual({
      error: 'access_denied',
      state: 'a state',
      iss: inlet.url,
    });
  });
});

describe('the tokens', () => {
  test('end with their grant, which admins list and revoke', async () => {
    const given = await tokens();
    const listed = async (query = '') =>
      (await inlet.get(`/inlet/v1/grants?limit=100${query}`)).body.data as Json[];
    const [grant] = await listed();
    expect(grant).toEqual({
      id: expect.stringMatching(/^\d+$/),
      appId: expect.stringMatching(/^\d+$/),
      userId: expect.stringMatching(/^\d+$/),
      scopes: ['inbox:read', 'inbox:write'],
      audience: '/inlet/v1',
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect((await listed(`&appId=${grant.appId}&userId=${grant.userId}`))[0]).toEqual(grant);
    expect(await listed('&appId=1')).toEqual([]);
    expect(await listed('&userId=1')).toEqual([]);
    const first = await inlet.get('/inlet/v1/grants?limit=1');
    expect(first.body).toMatchObject({ data: [grant], nextCursor: expect.any(String) });
    const use = () => inlet.get('/inlet/v1/channels', { token: given.access_token as string });
    expect((await use()).status).toBe(200);
    expect((await inlet.call('DELETE', `/inlet/v1/grants/${grant.id}`)).status).toBe(204);
    expect((await use()).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: given.refresh_token };
    expect(await token(refresh)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await listed()).not.toContainEqual(grant);
    expect((await inlet.call('DELETE', `/inlet/v1/grants/${grant.id}`)).status).toBe(404);
  });

  test('are for an hour and for what was granted, and only for the part that was named', async () => {
    const given = await tokens();
    expect(given).toEqual({
      access_token: expect.stringMatching(/^inlet_access_\w{8}_\w{36}$/),
      token_type: 'Bearer',
      expires_in: 3_600,
      refresh_token: expect.stringMatching(/^inlet_refresh_\w{8}_\w{36}$/),
      scope: 'inbox:read inbox:write',
    });
    const bearer = { token: given.access_token as string };
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(200);
    // The person may manage; this app was not let to.
    expect((await inlet.get('/inlet/v1/tokens', bearer)).status).toBe(403);
    const mcp = await inlet.call('POST', '/mcp', { ...bearer, body: {} });
    expect(mcp.status).toBe(401);
    expect((await inlet.get('/v1/users/me', bearer)).status).toBe(401);
    now += 3_600_000;
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(401);
  });

  test('of /mcp are taken there and nowhere else', async () => {
    const given = await tokens({ resource: `${inlet.url}/mcp`, scope: 'inbox:read' });
    const bearer = { token: given.access_token as string };
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(401);
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
    const headers = { accept: 'application/json, text/event-stream' };
    const listed = await inlet.call('POST', '/mcp', { ...bearer, headers, body });
    expect(listed.status).toBe(200);
  });

  test('are refreshed once each; a refresh token that comes again ends them all', async () => {
    const first = await tokens();
    const refresh = (given: Json) =>
      token({ grant_type: 'refresh_token', refresh_token: given.refresh_token });
    const second = await refresh(first);
    expect(second).toMatchObject({ status: 200, body: { scope: 'inbox:read inbox:write' } });
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const bearer = { token: second.body.access_token as string };
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(200);
    expect(await refresh(first)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(401);
    expect(await refresh(second.body)).toMatchObject({ status: 400 });
  });

  test('end when the code comes again', async () => {
    const { code } = await letIn(inlet, link());
    const fields = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const { body } = await token(fields);
    const bearer = { token: body.access_token as string };
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(200);
    expect(await token(fields)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(401);
  });

  test('are given back by their app', async () => {
    const given = await tokens();
    const body = (value: string) =>
      new URLSearchParams({
        client_id: app.clientId,
        client_secret: app.clientSecret,
        token: value,
      }).toString();
    const revoke = (value: string) =>
      inlet.call('POST', '/oauth/revoke', {
        token: null,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: body(value),
      });
    expect(await revoke(given.refresh_token)).toMatchObject({ status: 200, body: {} });
    const bearer = { token: given.access_token as string };
    expect((await inlet.get('/inlet/v1/channels', bearer)).status).toBe(401);
    expect((await revoke('unknown')).status).toBe(200);
  });

  test('end with the membership of their person', async () => {
    const given = await tokens();
    const { clientId } = app;
    const [known] = await inlet.app.store.read.findAppsByClientId({ clientId });
    await inlet.app.apps.uninstall(known as never, Number(inlet.sandbox.workspace.id));
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: given.refresh_token,
    });
    expect(refreshed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });
});

test.for<[what: string, change: Record<string, string | null>, error: string]>([
  ['no challenge', { code_challenge: null, code_challenge_method: null }, 'invalid_request'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['no method', { code_challenge_method: null }, 'invalid_request'],
  ['a challenge of another length', { code_challenge: 'abc' }, 'invalid_request'],
  ['no resource', { resource: null }, 'invalid_target'],
  ['a foreign resource', { resource: 'https://elsewhere.example/mcp' }, 'invalid_target'],
  ['a vendor’s API as resource', { resource: 'http://127.0.0.1/v1' }, 'invalid_target'],
  ['a scope that the app has not', { scope: 'inbox:read channels:write' }, 'invalid_scope'],
  ['a token instead of a code', { response_type: 'token' }, 'unsupported_response_type'],
])('a request with %s is told to the app', async ([, change, error]) => {
  const browser = await loggedIn(inlet);
  const { status, location } = await browser.get(link(change));
  expect(status).toBe(303);
  const parameters = Object.fromEntries(new URL(location ?? '').searchParams);
  expect(parameters).toMatchObject({ error, state: 'a state', iss: inlet.url });
  expect(parameters).not.toHaveProperty('code');
});

test('a program on the person’s machine may listen on any port, and on no other host', async () => {
  const at = (uri: string) => letIn(inlet, link({ redirect_uri: uri }));
  expect((await at('http://127.0.0.1:53211/in')).location.port).toBe('53211');
  const browser = await loggedIn(inlet);
  for (const uri of [
    'http://127.0.0.1:7777/other',
    'http://localhost:7777/in',
    'http://a.example/in',
  ]) {
    expect((await browser.get(link({ redirect_uri: uri }))).status).toBe(400);
  }
});

test('a name stands in the question by itself, whatever it would do to the words around it', async () => {
  const name = '\u202eknaB\u2066 \u0007My\nBank';
  const body = { name, vendor: 'inlet', redirectUris: [redirectUri], scopes: ['inbox:read'] };
  const made = (await inlet.call('POST', '/inlet/v1/apps', { body })).body;
  const person = await loggedIn(inlet);
  const { text } = await person.get(link({ client_id: made.clientId, scope: 'inbox:read' }));
  expect(text).toContain('<h1>Let <bdi>knaB My Bank</bdi> into Inlet?</h1>');
  expect(text).toContain('<title>Let knaB My Bank in · Inlet</title>');
});

test('two owners may have the same client id, and each gets its own people’s tokens', async () => {
  const [clientId, clientSecret] = ['the-same-program', 'the-same-secret-of-the-program-00'];
  const body = { name: 'Program', vendor: 'inlet', redirectUris: [redirectUri] };
  const make = (token: string) =>
    inlet.call('POST', '/inlet/v1/apps', {
      ...{ token, body: { ...body, scopes: ['inbox:read'], clientId, clientSecret } },
    });
  const [theirs, ours] = [
    await make(inlet.other.inlet.token),
    await make(inlet.sandbox.inlet.token),
  ];
  expect([theirs.status, ours.status]).toEqual([201, 201]);
  expect((await make(inlet.sandbox.inlet.token)).status).toBe(409);
  const asked = link({ client_id: clientId, scope: 'inbox:read' });
  const { code } = await letIn(inlet, asked);
  const answer = await token({
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
    ...{ client_id: clientId, client_secret: clientSecret, code_verifier: verifier },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  const { data } = (await inlet.get('/inlet/v1/grants')).body;
  expect(data[0].appId).toBe(ours.body.id);
});

/**
 * Tokens of a company: for several locations at once, and from them a token for each
 * (docs/highlevel.md#access-tokens).
 */
import { HighLevel, MemorySessionStorage } from '@gohighlevel/api-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type Answer, type Json, type RunningApp } from '../../support/app.ts';
import { loggedIn } from '../../oauth/person.ts';
import { FORM } from '../../oauth/abuse/worlds.ts';

let inlet: RunningApp;
let company: Json;
const version = '2021-07-28';
const scope = 'oauth.write oauth.readonly locations.readonly';
const AUTH_CLASS =
  'This authClass type is not allowed to access this scope. Please reach out to the Platform team to get it added.';

beforeAll(async () => {
  inlet = await startApp();
  // The sandbox's admin looks after the other workspace, too, and lets the app into both.
  const { userId } = inlet.sandbox.pipedrive;
  const workspaceId = Number(inlet.other.workspace.id);
  const membership = { workspaceId, userId, role: 'admin' as const, now: Date.now() };
  await inlet.app.store.write.addMembership(membership);
  const { clientId, clientSecret, redirectUri } = inlet.sandbox.highlevel;
  const query = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope };
  const browser = await loggedIn(inlet);
  const link = `/v2/oauth/chooselocation?${new URLSearchParams(query).toString()}`;
  const { text } = await browser.get(link);
  expect(text).toContain('<legend>Into which workspaces?</legend>');
  const { location } = await browser.post('/oauth/consent', {
    decision: 'allow',
    [`workspace-${inlet.sandbox.workspace.id}`]: 'on',
    [`workspace-${inlet.other.workspace.id}`]: 'on',
  });
  const exchanged = await inlet.call('POST', '/oauth/token', {
    token: null,
    headers: { 'content-type': FORM },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      code: new URL(location ?? '').searchParams.get('code') ?? '',
      user_type: 'Company',
    }).toString(),
  });
  expect(exchanged.status, JSON.stringify(exchanged.body)).toBe(200);
  company = exchanged.body;
});
afterAll(() => inlet[Symbol.asyncDispose]());

const ask = (path: string, token: string): Promise<Answer> =>
  inlet.get(path, { token, headers: { version } });

const locationToken = (fields: Record<string, string>, token = company.access_token as string) =>
  inlet.call('POST', '/oauth/locationToken', {
    token,
    headers: { version, 'content-type': FORM },
    body: new URLSearchParams(fields).toString(),
  });

test('a company’s token names the company and no location', () => {
  const { companyId } = inlet.sandbox.highlevel;
  expect(company).toMatchObject({
    userType: 'Company',
    companyId,
    isBulkInstallation: true,
    scope,
  });
  expect(company).not.toHaveProperty('locationId');
  const claims = JSON.parse(
    Buffer.from(company.access_token.split('.')[1], 'base64url').toString(),
  );
  expect(claims).toMatchObject({ authClass: 'Company', authClassId: companyId, channel: 'OAUTH' });
});

test('it opens no location by itself, and a location’s token does not stand for a company', async () => {
  const { locationId, appAccessToken, privateIntegrationToken } = inlet.sandbox.highlevel;
  const refused = { status: 401, body: { statusCode: 401, message: AUTH_CLASS } };
  expect(await ask(`/locations/${locationId}`, company.access_token)).toMatchObject(refused);
  for (const token of [appAccessToken, privateIntegrationToken]) {
    expect(await locationToken({ companyId: 'x', locationId }, token)).toMatchObject(refused);
  }
});

test('it gets a token for each of its locations, which opens that one alone', async () => {
  const { companyId, clientId } = inlet.sandbox.highlevel;
  const [own, other] = [inlet.sandbox.highlevel, inlet.other.highlevel];
  for (const { locationId } of [own, other]) {
    const { status, body } = await locationToken({ companyId, locationId });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      token_type: 'Bearer',
      expires_in: 86_399,
      scope,
      locationId,
      userId: expect.stringMatching(/^\w{20}$/),
      appId: clientId.slice(0, 24),
      versionId: clientId.slice(0, 24),
    });
    expect((await ask(`/locations/${locationId}`, body.access_token)).status).toBe(200);
    const elsewhere = locationId === own.locationId ? other.locationId : own.locationId;
    expect((await ask(`/locations/${elsewhere}`, body.access_token)).status).toBe(403);
  }
});

test('a location out of its reach is answered as one that is not there', async () => {
  const { companyId, locationId } = inlet.sandbox.highlevel;
  const absent = await locationToken({ companyId, locationId: 'missingLocation00000' });
  expect(absent).toMatchObject({
    status: 403,
    body: { message: 'The token does not have access to this location.' },
  });
  const foreign = inlet.other.highlevel.companyId;
  expect((await locationToken({ companyId: foreign, locationId })).status).toBe(403);
  expect(await locationToken({ companyId })).toMatchObject({
    status: 422,
    body: { message: ['locationId should not be empty'] },
  });
});

test('it lists its locations', async () => {
  const { companyId, clientId, locationId } = inlet.sandbox.highlevel;
  const appId = clientId.slice(0, 24);
  const list = (more = '') =>
    ask(
      `/oauth/installedLocations?companyId=${companyId}&appId=${appId}${more}`,
      company.access_token,
    );
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body).toEqual({
    locations: [
      {
        _id: locationId,
        name: 'Sandbox',
        address: '',
        isInstalled: true,
        versionId: appId,
        installedAt: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({ _id: inlet.other.highlevel.locationId, name: 'Other' }),
    ],
    count: 2,
    installToFutureLocations: false,
  });
  expect((await list('&skip=1&limit=1')).body).toMatchObject({
    locations: [{ name: 'Other' }],
    count: 2,
  });
  expect((await list('&query=sand')).body).toMatchObject({ count: 1 });
});

test('the official client gets a location’s token by way of the company’s', async () => {
  const { companyId, locationId, clientId, clientSecret } = inlet.sandbox.highlevel;
  const sessionStorage = new MemorySessionStorage();
  const client = new HighLevel({ clientId, clientSecret, sessionStorage });
  client.getHttpClient().defaults.baseURL = inlet.url;
  await sessionStorage.setSession(companyId, company as never);
  const token = await client.oauth.getLocationAccessToken({ companyId, locationId });
  expect(token).toMatchObject({ locationId, token_type: 'Bearer' });
  const installed = await client.oauth.getInstalledLocation({
    companyId,
    appId: clientId.slice(0, 24),
  });
  expect(installed).toMatchObject({ count: 2 });
});

test('all of them end together', async () => {
  const { companyId, clientId, clientSecret } = inlet.sandbox.highlevel;
  const { locationId } = inlet.other.highlevel;
  const { body } = await locationToken({ companyId, locationId });
  const revoked = await inlet.call('POST', '/oauth/revoke', {
    token: null,
    headers: { 'content-type': FORM },
    body: new URLSearchParams({
      client_id: clientId,
      client_secret: clientSecret,
      token: company.refresh_token as string,
    }).toString(),
  });
  expect(revoked.status).toBe(200);
  expect((await ask(`/locations/${locationId}`, body.access_token)).status).toBe(401);
  expect((await locationToken({ companyId, locationId })).status).toBe(401);
});

/** Apps over Inlet's own API: made, changed, rotated, installed, taken out, removed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type Json, type RunningApp } from '../support/app.ts';

let inlet: RunningApp;
beforeAll(async () => {
  inlet = await startApp();
});
afterAll(() => inlet[Symbol.asyncDispose]());

const base = '/inlet/v1/apps';

async function make(change: Record<string, unknown> = {}): Promise<Json> {
  const body = {
    name: 'Connector',
    vendor: 'pipedrive',
    redirectUris: ['https://connector.example/callback'],
    scopes: ['messengers-integration'],
    ...change,
  };
  const made = await inlet.call('POST', base, { body });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

test('an app is made with an id and a secret of its vendor, and read without the secret', async () => {
  const manifest = {
    version: 'v202101',
    endpoints: {
      getConversations: 'https://connector.example/:providerChannelId/conversations',
      getConversationById:
        'https://connector.example/:providerChannelId/conversations/:sourceConversationId',
      postMessage: 'https://connector.example/:providerChannelId/messages',
    },
  };
  const made = await make({ manifest });
  expect(made).toEqual({
    id: expect.stringMatching(/^\d+$/),
    vendor: 'pipedrive',
    clientId: expect.stringMatching(/^[0-9a-f]{16}$/),
    name: 'Connector',
    isOwn: true,
    isPublic: false,
    redirectUris: ['https://connector.example/callback'],
    scopes: ['messengers-integration'],
    manifest,
    deliveryUrl: null,
    secrets: [
      { lastFour: made.clientSecret.slice(-4), createdAt: expect.any(String), expiresAt: null },
    ],
    providers: [],
    installedAt: null,
    createdAt: expect.any(String),
    clientSecret: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
  const { clientSecret: _clientSecret, ...shown } = made;
  expect((await inlet.get(`${base}/${made.id}`)).body).toEqual(shown);
  const listed = (await inlet.get(`${base}?limit=100`)).body.data;
  expect(listed).toContainEqual(shown);
  expect(JSON.stringify(listed)).not.toContain(made.clientSecret);
});

test.for<[vendor: string, clientId: RegExp, clientSecret: RegExp]>([
  ['highlevel', /^[0-9a-f]{24}-[0-9a-z]{8}$/, /^[0-9a-f]{8}-[0-9a-f-]{27}$/],
  ['inlet', /^inlet_app_[0-9a-f]{24}$/, /^inlet_secret_\w{8}_\w{36}$/],
])('an app of %s looks like one', async ([vendor, clientId, clientSecret]) => {
  const made = await make({ vendor, scopes: [] });
  expect(made.clientId).toMatch(clientId);
  expect(made.clientSecret).toMatch(clientSecret);
});

test('an app that is known elsewhere keeps its id and secret, once', async () => {
  const clientId = 'my-known-client-id';
  const clientSecret = 'a-secret-that-it-has-already';
  expect(await make({ clientId, clientSecret })).toMatchObject({ clientId, clientSecret });
  const body = { name: 'Again', vendor: 'pipedrive', clientId };
  expect(await inlet.call('POST', base, { body })).toMatchObject({
    status: 409,
    body: { code: 'conflict', detail: 'Another app of this workspace has this clientId.' },
  });
});

test.for<[what: string, body: Record<string, unknown>, path: string]>([
  ['a redirect URI with a fragment', { redirectUris: ['https://a.example/#x'] }, 'redirectUris[0]'],
  ['a script as redirect URI', { redirectUris: ['javascript://x/%0aalert(1)'] }, 'redirectUris[0]'],
  ['a redirect URI with a user', { redirectUris: ['https://u:p@a.example/'] }, 'redirectUris[0]'],
  ['a relative redirect URI', { redirectUris: ['/callback'] }, 'redirectUris[0]'],
  ['two faults at once', { redirectUris: ['https://a.example', 'x'] }, 'redirectUris[1]'],
  ['a scope with a space', { scopes: ['a b'] }, 'scopes[0]'],
  ['a delivery URL of this machine', { deliveryUrl: 'http://169.254.169.254/' }, 'deliveryUrl'],
  ['a client id that needs encoding', { clientId: 'my client:id' }, 'clientId'],
  ['a secret that can be guessed', { clientSecret: 'short' }, 'clientSecret'],
  ['an empty name', { name: '' }, 'name'],
  ['an unknown vendor', { vendor: 'nobody' }, 'vendor'],
  ['an unknown field', { isAdmin: true }, 'isAdmin'],
])('%s is refused', async ([, change, path]) => {
  const body = { name: 'Connector', vendor: 'pipedrive', ...change };
  const refused = await inlet.call('POST', base, { body });
  expect(refused).toMatchObject({ status: 400, body: { code: 'invalid' } });
  expect(refused.body.errors.map((one: Json) => one.path)).toContain(path);
});

test('what is named changes and the rest stays', async () => {
  const { id, clientSecret: _clientSecret, ...made } = await make();
  const body = { name: 'Renamed', redirectUris: ['http://127.0.0.1:4000/cb'] };
  const changed = await inlet.call('PATCH', `${base}/${id}`, { body });
  expect(changed).toMatchObject({ status: 200, body: { id, ...made, ...body } });
  expect(await inlet.call('PATCH', `${base}/${id}`, { body: {} })).toMatchObject({ status: 400 });
});

test('a rotated secret is taken beside the one before, until that ends', async () => {
  const made = await make();
  const secrets = `${base}/${made.id}/secrets`;
  const rotated = await inlet.call('POST', secrets, { body: { overlapSeconds: 3_600 } });
  expect(rotated).toMatchObject({
    status: 201,
    body: { clientSecret: expect.stringMatching(/^[0-9a-f]{40}$/) },
  });
  const taken = async (secret: string) => {
    const credentials = Buffer.from(`${made.clientId}:${secret}`).toString('base64');
    const answer = await fetch(`${inlet.url}/oauth/revoke`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'token=unknown',
    });
    return answer.status === 200;
  };
  expect(await taken(made.clientSecret)).toBe(true);
  expect(await taken(rotated.body.clientSecret)).toBe(true);
  expect(await taken(`${made.clientSecret}x`)).toBe(false);
  const third = await inlet.call('POST', secrets, { body: { overlapSeconds: 0 } });
  expect(await taken(made.clientSecret)).toBe(false);
  expect(await taken(rotated.body.clientSecret)).toBe(false);
  expect(await taken(third.body.clientSecret)).toBe(true);
});

test('where nobody says how long, the secret before is taken for a week', async () => {
  const { id } = await make();
  const { status } = await inlet.call('POST', `${base}/${id}/secrets`, { body: {} });
  expect(status).toBe(201);
  const { secrets } = (await inlet.get(`${base}/${id}`)).body;
  const [fresh, before] = secrets as { createdAt: string; expiresAt: string | null }[];
  expect(fresh?.expiresAt).toBeNull();
  const overlap = Date.parse(before?.expiresAt ?? '') - Date.parse(fresh?.createdAt ?? '');
  expect(overlap).toBe(604_800_000);
});

test('a public client has no secret, and is given none', async () => {
  const made = await make({ vendor: 'inlet', scopes: ['inbox:read'], isPublic: true });
  expect(made).toMatchObject({ isPublic: true, clientSecret: null, secrets: [] });
  const refused = await inlet.call('POST', `${base}/${made.id}/secrets`, { body: {} });
  expect(refused).toMatchObject({ status: 409 });
});

test('conversation providers are added in the words of the vendor', async () => {
  const made = await make({ vendor: 'highlevel', scopes: [] });
  const providers = `${base}/${made.id}/providers`;
  const body = { name: 'SMS', type: 'sms', deliveryUrl: 'https://app.example/deliver' };
  const added = await inlet.call('POST', providers, { body });
  expect(added).toMatchObject({
    status: 201,
    body: { ...body, externalId: expect.stringMatching(/^[0-9a-f]{24}$/) },
  });
  const wrong = await inlet.call('POST', providers, { body: { ...body, type: 'pigeon' } });
  expect(wrong).toMatchObject({ status: 400 });
  const other = await make();
  const none = await inlet.call('POST', `${base}/${other.id}/providers`, { body });
  expect(none).toMatchObject({ status: 400, body: { errors: [{ path: 'type' }] } });
});

test('a conversation provider is renamed, with its channel, and sent elsewhere', async () => {
  const made = await make({ vendor: 'highlevel', scopes: [] });
  await inlet.call('PUT', `${base}/${made.id}/installation`);
  const added = await inlet.call('POST', `${base}/${made.id}/providers`, {
    body: { name: 'SMS', type: 'sms' },
  });
  const { externalId } = added.body;
  const provider = `${base}/${made.id}/providers/${externalId}`;
  const change = (body: Json, at = provider) => inlet.call('PATCH', at, { body });
  const channelName = async () => {
    const { data } = (await inlet.get('/inlet/v1/channels?limit=100')).body;
    return data.find((one: Json) => one.externalId === externalId).name;
  };

  expect(await change({ name: 'Texts' })).toEqual(
    expect.objectContaining({
      status: 200,
      body: { externalId, name: 'Texts', type: 'sms', deliveryUrl: null, deliveryType: null },
    }),
  );
  expect(await channelName()).toBe('Texts');
  const deliveryUrl = 'https://app.example/deliver';
  expect((await change({ deliveryUrl })).body).toMatchObject({ name: 'Texts', deliveryUrl });
  expect((await inlet.get(`${base}/${made.id}`)).body.providers).toEqual([
    { externalId, name: 'Texts', type: 'sms', deliveryUrl, deliveryType: null },
  ]);
  const [entry] = (await inlet.get('/inlet/v1/audit?action=apps.write&limit=1')).body.data;
  expect(entry).toMatchObject({
    object: `app ${made.id}`,
    details: { provider: externalId, changed: ['deliveryUrl'] },
  });

  for (const [body, path] of [
    [{ deliveryUrl: 'http://169.254.169.254/' }, 'deliveryUrl'],
    [{ deliveryUrl: 'ftp://app.example' }, 'deliveryUrl'],
    [{ name: ' ' }, 'name'],
    [{ type: 'email' }, 'type'],
  ] as const) {
    const refused = await change(body);
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, path]);
  }
  expect((await change({})).status).toBe(400);
  const other = await make({ vendor: 'highlevel', scopes: [] });
  const elsewhere = `${base}/${other.id}/providers/${externalId}`;
  expect((await change({ name: 'Stolen' }, elsewhere)).status).toBe(404);
  expect((await change({ name: 'Gone' }, `${base}/${made.id}/providers/none`)).status).toBe(404);
  expect(await channelName()).toBe('Texts');
});

test('an app that was taken out is told at its callback, and its tokens end at once', async () => {
  const calls: { method: string; url: string; authorization: string; body: unknown }[] = [];
  const told = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      const { authorization = '' } = headers;
      calls.push({ method, url, authorization, body: JSON.parse(body) as unknown });
      response.writeHead(500).end();
      told.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const { apiToken, accessToken, clientId, clientSecret, companyId, userId } =
      inlet.sandbox.pipedrive;
    const { data } = (await inlet.get(`${base}?limit=100`)).body;
    const app = data.find((one: Json) => one.clientId === clientId);
    const body = { redirectUris: [`http://127.0.0.1:${port}/callback?a=b`] };
    await inlet.call('PATCH', `${base}/${app.id}`, { body });
    const headers = { 'x-api-token': apiToken };
    const me = () => inlet.get('/v1/users/me', { token: null, headers });
    const asApp = () => inlet.get('/v1/users/me', { token: accessToken });
    expect([(await me()).status, (await asApp()).status]).toEqual([200, 200]);

    const out = await inlet.call('DELETE', `${base}/${app.id}/installation`);
    expect(out.status).toBe(204);
    // An API token is a person's, and outlives the app that it acts as.
    expect([(await me()).status, (await asApp()).status]).toEqual([200, 401]);
    await told.promise;
    expect(calls).toEqual([
      {
        method: 'DELETE',
        url: '/callback?a=b',
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        body: {
          client_id: clientId,
          company_id: companyId,
          user_id: userId,
          timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        },
      },
    ]);
    expect((await inlet.call('DELETE', `${base}/${app.id}/installation`)).status).toBe(404);

    const back = await inlet.call('PUT', `${base}/${app.id}/installation`);
    expect(back).toMatchObject({ status: 200, body: { installedAt: expect.any(String) } });
    // What was revoked stays so.
    expect([(await me()).status, (await asApp()).status]).toEqual([200, 401]);
    await inlet.call('DELETE', `${base}/${app.id}/installation`);
    expect((await inlet.call('DELETE', `${base}/${app.id}`)).status).toBe(204);
    expect((await me()).status).toBe(401);
    expect((await inlet.get(`${base}/${app.id}`)).status).toBe(404);
  } finally {
    server.close();
  }
});

test('apps are for admins, and for those who look after them', async () => {
  const agent = await inlet.tokenOf('agent');
  expect((await inlet.get(base, { token: agent })).status).toBe(403);
  const made = await make();
  const foreign = { token: inlet.other.inlet.token };
  expect((await inlet.get(`${base}/${made.id}`, foreign)).status).toBe(404);
  // Once it is installed there, its maker's matters are still not the other's.
  const workspaceId = Number(inlet.other.workspace.id);
  const installation = { workspaceId, appId: Number(made.id), userId: 1, now: Date.now() };
  await inlet.app.store.write.installApp(installation);
  expect(await inlet.get(`${base}/${made.id}`, foreign)).toMatchObject({
    status: 200,
    body: { isOwn: false, redirectUris: [], secrets: [], manifest: null, deliveryUrl: null },
  });
  for (const [method, path, body] of [
    ['PATCH', '', { name: 'Mine now' }],
    ['DELETE', '', undefined],
    ['POST', '/secrets', {}],
  ] as const) {
    const refused = await inlet.call(method, `${base}/${made.id}${path}`, { ...foreign, body });
    expect(refused.status).toBe(403);
  }
});

test('an app has one subscription, however many stand before it', async () => {
  const { store } = inlet.app;
  const scopes = ['conversations/message.readonly'];
  const made = await make({ vendor: 'highlevel', scopes });
  const { workspaceId = 0 } = (await store.read.findApp({ id: Number(made.id) })) ?? {};
  const of = { workspaceId: Number(workspaceId), vendor: 'highlevel' };
  const url = 'https://app.example/events';
  const others = { ...of, appId: null, externalId: null, url, eventTypes: ['InboundMessage'] };
  for (let count = 0; count < 101; count += 1) {
    await store.write.createWebhook({ ...others, attributes: {}, secret: null, now: Date.now() });
  }
  const path = `${base}/${made.id}/subscription`;
  const many = Array.from({ length: 8 }, () =>
    inlet.call('PUT', path, { body: { url, eventTypes: ['InboundMessage'] } }),
  );
  expect((await Promise.all(many)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  for (const eventTypes of [['InboundMessage'], ['OutboundMessage']]) {
    const put = await inlet.call('PUT', path, { body: { url, eventTypes } });
    expect(put.status).toBe(200);
  }
  const kept = await store.read.listWebhooks({ ...of, afterId: 0, limit: 200 });
  expect(kept.filter(({ appId }) => appId === Number(made.id))).toMatchObject([
    { eventTypes: ['OutboundMessage'] },
  ]);
  expect((await inlet.call('DELETE', path)).status).toBe(204);
  expect((await inlet.call('DELETE', path)).status).toBe(404);
});

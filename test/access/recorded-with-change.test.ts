/**
 * Every route that the audit log is kept of writes its entry in the transaction of the change: none
 * is left to the entry that the server would write afterwards. A route that is not here fails.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '../../src/access/audit.ts';
import { hashToken } from '../../src/access/token-format.ts';
import { AUDITED } from '../../src/access/rights.ts';
import type { AuditEntry, NewAuditEntry } from '../../src/domain/audit-entry.ts';
import { codeOf, exchangeOf, makeWorlds, post as postForm } from '../oauth/abuse/worlds.ts';
import { Browser } from '../pages/browser.ts';
import { startApp, type Call, type Json, type RunningApp } from '../support/app.ts';
import { content, startContentServer, type ContentServer } from '../support/content-server.ts';

let inlet: RunningApp;
let maker: ContentServer;
/** What was written after a change and not with it. */
const afterwards: NewAuditEntry[] = [];

beforeAll(async () => {
  inlet = await startApp();
  maker = await startContentServer();
  const { write } = inlet.app.store;
  const { appendAudit } = write;
  Object.assign(write, {
    appendAudit: (entry: NewAuditEntry) => {
      afterwards.push(entry);
      return appendAudit(entry);
    },
  });
});

afterAll(async () => {
  await maker[Symbol.asyncDispose]();
  await inlet[Symbol.asyncDispose]();
});

const OWN = '/inlet/v1';
const own = async (method: 'POST' | 'PUT', path: string, body: object = {}): Promise<Json> => {
  const { status, body: answer } = await inlet.call(method, OWN + path, { body });
  expect(status, JSON.stringify(answer)).toBeLessThan(300);
  return answer;
};
const made = async (path: string, body: object): Promise<string> =>
  String((await own('POST', path, body)).id);

let last = 0;
const fresh = (name: string) => `${name}-${String((last += 1))}`;
const token = () => made('/tokens', { label: 'Dashboard' });
const app = () => made('/apps', { name: 'Connector', vendor: 'pipedrive', redirectUris: [] });
const person = () =>
  made('/users', { email: `${fresh('jane')}@example.test`, name: 'Jane', role: 'agent' });
const webhook = () =>
  made('/webhooks', { url: 'https://hooks.example', eventTypes: ['message.merged'] });

const asPipedrive = () => ({
  token: null,
  headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
});
const asPartoo = () => ({
  token: null,
  headers: { 'x-apikey': inlet.sandbox.partoo.apiKeys.ORG_ADMIN },
});
const asHighLevel = () => ({
  token: inlet.sandbox.highlevel.appAccessToken,
  headers: { version: '2021-04-15' },
});

async function channel(): Promise<string> {
  const id = fresh('channel');
  const body = { name: 'Shop', provider_channel_id: id };
  expect((await inlet.call('POST', '/v1/channels', { ...asPipedrive(), body })).status).toBe(200);
  return id;
}

async function conversation(): Promise<string> {
  const id = await channel();
  const received = await inlet.receive({ channel_id: id, conversation_id: 'talk' });
  expect(received.status).toBe(200);
  return `${id}/conversations/talk`;
}

/** There is one for each type of event. */
async function partooWebhook(): Promise<string> {
  const { body: known } = await inlet.get('/v2/webhooks', asPartoo());
  for (const { id } of known.items) await inlet.call('DELETE', `/v2/webhooks/${id}`, asPartoo());
  const items = [{ url: `https://hooks.example/${fresh('w')}`, event_type: 'lead_received' }];
  const { body } = await inlet.call('POST', '/v2/webhooks', { ...asPartoo(), body: { items } });
  return String(body.items[0].id);
}

async function contact(): Promise<string> {
  const { locationId } = inlet.sandbox.highlevel;
  const sent = { ...asHighLevel(), body: { locationId, firstName: 'Jane' } };
  const { body } = await inlet.call('POST', '/contacts/', sent);
  return String(body.contact.id);
}

async function talk(): Promise<string> {
  const { locationId } = inlet.sandbox.highlevel;
  const sent = { ...asHighLevel(), body: { locationId, contactId: await contact() } };
  const { body } = await inlet.call('POST', '/conversations/', sent);
  return String(body.conversation.id);
}

async function subscribedApp(): Promise<string> {
  const scopes = ['conversations/message.readonly'];
  const id = await made('/apps', { name: 'Reader', vendor: 'highlevel', redirectUris: [], scopes });
  await own('PUT', `/apps/${id}/installation`);
  return id;
}

async function loggedIn(): Promise<Call> {
  const browser = new Browser(inlet.url);
  await browser.login(inlet.sandbox.inbox);
  const cookie = `inlet=${browser.cookies.get('inlet') ?? ''}`;
  return { token: null, headers: { cookie, origin: inlet.url } };
}

/** As if it had let itself in. */
async function keepTokenOf(appId: number): Promise<void> {
  const { read, write } = inlet.app.store;
  const known = await read.findCredential({ hash: hashToken(inlet.sandbox.pipedrive.accessToken) });
  const { workspaceId = 0, userId = 0, scopes = '[]' } = known ?? {};
  await write.createToken({
    ...{ workspaceId, userId, appId, scopes, vendor: 'pipedrive', kind: 'access', label: 'An app' },
    ...{ hash: hashToken(fresh('token')), lastFour: 'abcd', createdAt: 1, expiresAt: null },
  });
}

type Request = { path: string; call?: Call };
const post = (path: string, body: object) => ({ path: OWN + path, call: { body } });
const subscription = { url: 'https://hooks.example/in', eventTypes: ['InboundMessage'] };

const requests: Record<string, () => Promise<Request> | Request> = {
  'POST /inlet/v1/businesses': () => post('/businesses', { vendor: 'partoo', name: 'Shop' }),
  'POST /inlet/v1/channels': () => post('/channels', { vendor: 'partoo', name: 'Web chat' }),
  'DELETE /inlet/v1/channels/:id': async () => ({
    path: `${OWN}/channels/${await made('/channels', { vendor: 'partoo', name: 'Old' })}`,
  }),
  'POST /inlet/v1/webhooks': () =>
    post('/webhooks', { url: 'https://hooks.example', eventTypes: ['message.merged'] }),
  'DELETE /inlet/v1/webhooks/:id': async () => ({ path: `${OWN}/webhooks/${await webhook()}` }),
  'PATCH /inlet/v1/webhooks/:id': async () =>
    post(`/webhooks/${await webhook()}`, { url: 'https://other.example' }),
  'POST /inlet/v1/webhooks/:id/rotate-secret': async () => ({
    path: `${OWN}/webhooks/${await webhook()}/rotate-secret`,
  }),
  'PATCH /inlet/v1/workspace': () => post('/workspace', { name: 'Renamed' }),
  'DELETE /inlet/v1/tokens/:id': async () => ({ path: `${OWN}/tokens/${await token()}` }),
  'DELETE /inlet/v1/tokens': async () => {
    const id = await app();
    await own('PUT', `/apps/${id}/installation`);
    await keepTokenOf(Number(id));
    return { path: `${OWN}/tokens?appId=${id}` };
  },
  'DELETE /inlet/v1/grants/:id': async () => {
    const { highlevel: world } = await makeWorlds(inlet);
    await codeOf(inlet, world);
    const [newest] = (await inlet.get(`${OWN}/grants`)).body.data;
    return { path: `${OWN}/grants/${String(newest.id)}` };
  },
  'POST /inlet/v1/tokens': () => post('/tokens', { label: 'Dashboard' }),
  'POST /inlet/v1/tokens/:id/rotate': async () => post(`/tokens/${await token()}/rotate`, {}),
  'POST /inlet/v1/tokens/:id/disable': async () => ({
    path: `${OWN}/tokens/${await token()}/disable`,
  }),
  'POST /inlet/v1/tokens/:id/enable': async () => ({
    path: `${OWN}/tokens/${await token()}/enable`,
  }),
  'POST /inlet/v1/vendor-tokens': () =>
    post('/vendor-tokens', { vendor: 'partoo', kind: 'PROVIDER', label: 'Connector' }),
  'POST /inlet/v1/apps': () => post('/apps', { name: 'Dashboard', vendor: 'inlet' }),
  'PATCH /inlet/v1/apps/:id': async () => post(`/apps/${await app()}`, { name: 'Renamed' }),
  'DELETE /inlet/v1/apps/:id': async () => ({ path: `${OWN}/apps/${await app()}` }),
  'POST /inlet/v1/apps/:id/secrets': async () =>
    post(`/apps/${await app()}/secrets`, { overlapSeconds: 0 }),
  'PUT /inlet/v1/apps/:id/installation': async () => ({
    path: `${OWN}/apps/${await app()}/installation`,
  }),
  'DELETE /inlet/v1/apps/:id/installation': async () => ({
    path: `${OWN}/apps/${await subscribedApp()}/installation`,
  }),
  'POST /inlet/v1/apps/:id/providers': async () =>
    post(`/apps/${await subscribedApp()}/providers`, { name: 'SMS', type: 'sms' }),
  'PATCH /inlet/v1/apps/:id/providers/:providerId': async () => {
    const path = `/apps/${await subscribedApp()}/providers`;
    const { externalId } = await own('POST', path, { name: 'SMS', type: 'sms' });
    return post(`${path}/${String(externalId)}`, { name: 'Renamed' });
  },
  'PUT /inlet/v1/apps/:id/manifest': async () => {
    const endpoint = 'https://connector.example/:providerChannelId';
    const manifest = {
      version: 'v202101',
      endpoints: {
        getConversations: endpoint,
        getConversationById: `${endpoint}/:sourceConversationId`,
        postMessage: `${endpoint}/messages`,
      },
    };
    maker.files.set('/manifest.json', content('application/json', JSON.stringify(manifest)));
    return post(`/apps/${await app()}/manifest`, { url: `${maker.url}/manifest.json` });
  },
  'PUT /inlet/v1/apps/:id/subscription': async () =>
    post(`/apps/${await subscribedApp()}/subscription`, subscription),
  'DELETE /inlet/v1/apps/:id/subscription': async () => {
    const path = `/apps/${await subscribedApp()}/subscription`;
    await own('PUT', path, subscription);
    return { path: OWN + path };
  },
  'PUT /inlet/v1/faults': () => post('/faults', { vendor: 'partoo', answer: '503', times: 0 }),
  'POST /inlet/v1/users': () =>
    post('/users', { email: `${fresh('bob')}@example.test`, name: 'Bob', role: 'viewer' }),
  'POST /inlet/v1/users/:id/welcome': async () => ({
    path: `${OWN}/users/${await person()}/welcome`,
  }),
  'DELETE /inlet/v1/users/:id/welcome': async () => ({
    path: `${OWN}/users/${await person()}/welcome`,
  }),
  'PATCH /inlet/v1/users/:id': async () => post(`/users/${await person()}`, { role: 'viewer' }),
  'DELETE /inlet/v1/users/:id/sessions': async () => ({
    path: `${OWN}/users/${await person()}/sessions`,
  }),
  'PATCH /inlet/v1/session': async () => {
    const call = await loggedIn();
    return {
      path: `${OWN}/session`,
      call: { ...call, body: { workspaceId: inlet.sandbox.workspace.id } },
    };
  },
  'DELETE /inlet/v1/sessions/:id': async () => {
    const call = await loggedIn();
    const [newest] = (await inlet.get(`${OWN}/sessions`, call)).body.data;
    return { path: `${OWN}/sessions/${String(newest.id)}`, call };
  },
  ...onBothPaths('POST', 'channels', () => ({
    path: '/channels',
    call: {
      ...asPipedrive(),
      body: { name: 'Shop', provider_channel_id: fresh('added') },
    },
  })),
  ...onBothPaths('DELETE', 'channels/:id', async () => ({
    path: `/channels/${await channel()}`,
    call: asPipedrive(),
  })),
  ...onBothPaths('DELETE', 'channels/:channelId/conversations/:conversationId', async () => ({
    path: `/channels/${await conversation()}`,
    call: asPipedrive(),
  })),
  'DELETE /contacts/:contactId': async () => ({
    path: `/contacts/${await contact()}`,
    call: asHighLevel(),
  }),
  'DELETE /conversations/:conversationId': async () => ({
    path: `/conversations/${await talk()}`,
    call: asHighLevel(),
  }),
  'POST /v2/webhooks': () => ({
    path: '/v2/webhooks',
    call: {
      ...asPartoo(),
      body: { items: [{ url: 'https://hooks.example/new', event_type: 'lead_received' }] },
    },
  }),
  'DELETE /v2/webhooks/:id': async () => ({
    path: `/v2/webhooks/${await partooWebhook()}`,
    call: asPartoo(),
  }),
  'PUT /v2/webhooks/:id': async () => changeOfWebhook(await partooWebhook()),
  'PATCH /v2/webhooks/:id': async () => changeOfWebhook(await partooWebhook()),
};

function changeOfWebhook(id: string): Request {
  const body = { url: 'https://changed.example', event_type: 'lead_received' };
  return { path: `/v2/webhooks/${id}`, call: { ...asPartoo(), body } };
}

/** Pipedrive has both. */
function onBothPaths(method: string, pattern: string, request: () => Promise<Request> | Request) {
  return Object.fromEntries(
    ['/v1', '/api/v1'].map((base) => [
      `${method} ${base}/${pattern}`,
      async () => {
        const { path, call } = await request();
        return { path: base + path, ...(call === undefined ? {} : { call }) };
      },
    ]),
  );
}

/** They change nothing; or make a token for which an agency has to be let in (test/vendors/highlevel). */
const OTHERS = [
  'GET /inlet/v1/audit',
  'GET /inlet/v1/audit/export',
  'GET /inlet/v1/invitations',
  'GET /inlet/v1/users/:id/sessions',
  'POST /v2/webhooks/test',
  'POST /oauth/locationToken',
  'POST /oauth/location-token',
];

test('every audited route is here', () => {
  const audited = [...inlet.actions].filter(([, action]) => AUDITED.has(action));
  const known = [...Object.keys(requests), ...OTHERS];
  expect(audited.map(([route]) => route).sort()).toEqual(known.sort());
});

async function head(): Promise<number> {
  const workspaceId = Number(inlet.sandbox.workspace.id);
  return (await inlet.app.store.read.findAuditHead({ workspaceId }))?.position ?? 0;
}

function entriesAfter(after: number): Promise<AuditEntry[]> {
  const workspaceId = Number(inlet.sandbox.workspace.id);
  return inlet.app.store.read.readAudit({ workspaceId, after, limit: 100 });
}

describe('the entry is written with the change', () => {
  test.each(Object.entries(requests))('%s', async (route, request) => {
    const [method = 'GET'] = route.split(' ');
    const { path, call } = await request();
    const before = await head();
    afterwards.length = 0;
    const { status, body } = await inlet.call(method, path, call);
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    expect(afterwards).toEqual([]);
    const [entry, ...more] = await entriesAfter(before);
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: inlet.actions.get(route), outcome: 'done' });
    expect(entry?.object).toMatch(/ |^workspace$/);
  });

  test('and so are those of what people do, and apps that they let in', async () => {
    const before = await head();
    afterwards.length = 0;
    const browser = new Browser(inlet.url);
    await browser.login(inlet.sandbox.inbox);
    await browser.get('/account');
    await browser.post('/logout');
    const { highlevel: world } = await makeWorlds(inlet);
    const exchange = exchangeOf(world, await codeOf(inlet, world));
    for (let turn = 0; turn < 2; turn += 1) await postForm(inlet, '/oauth/token', exchange);
    const made = await entriesAfter(before);
    expect(afterwards).toEqual([]);
    expect(made.filter(({ action }) => action !== 'apps.write')).toMatchObject([
      { action: 'login', outcome: 'done', object: expect.stringMatching(/^session \d+$/) },
      { action: 'logout', outcome: 'done' },
      { action: 'login', outcome: 'done' },
      { action: 'apps.let-in', outcome: 'done', object: `app ${world.app.clientId}` },
      { action: 'tokens.replay', outcome: 'refused', object: expect.stringMatching(/^grant \d+$/) },
    ]);
  });

  test('and the chain is whole', async () => {
    const workspaceId = Number(inlet.sandbox.workspace.id);
    expect(await verifyAudit(inlet.app.store, workspaceId)).toMatchObject({ kind: 'intact' });
  });
});

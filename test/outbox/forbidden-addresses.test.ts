/**
 * Every place that takes a URL: when it is given, when it is changed, and when it is used. None of the
 * ways to write an address of this machine or its networks may reach a listener there. Given and
 * changed ones are refused with their field; what could not be refused (a message with an attachment
 * is never lost) and what stands in the store from elsewhere is never called.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SafeFetch } from '../../src/lib/safe-fetch/safe-fetch.ts';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { forbiddenUrls } from '../support/forbidden-addresses.ts';
import { Partoo } from '../vendors/partoo/partoo.ts';

let inlet: RunningApp;
let canary: Canary;
let urls: string[];
let partoo: Partoo;
/** The workspace that may call nothing local; a sandbox may call loopback. */
const own = () => inlet.other;

beforeAll(async () => {
  inlet = await startApp();
  canary = await startCanary();
  urls = forbiddenUrls(canary.port);
  partoo = new Partoo(inlet, own().partoo);
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await canary[Symbol.asyncDispose]();
});

const call = (method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<Answer> =>
  inlet.call(method, `/inlet/v1${path}`, { token: own().inlet.token, body });

async function appOf(vendor: string): Promise<string> {
  const { body } = await inlet.get('/inlet/v1/apps', { token: own().inlet.token });
  return body.data.find((one: Json) => one.vendor === vendor).id;
}

const ENDPOINTS: Record<string, string> = {
  getConversations: ':providerChannelId',
  getConversationById: ':providerChannelId/:sourceConversationId',
  postMessage: ':providerChannelId',
  getSenderById: ':providerChannelId/:senderId',
  deleteChannelById: ':providerChannelId',
  getTemplates: ':providerChannelId',
  getMessageById: ':providerChannelId/:sourceConversationId/:sourceMessageId',
};
const manifestAt = (at: (name: string) => string) => ({
  version: 'v202101',
  endpoints: Object.fromEntries(
    Object.entries(ENDPOINTS).map(([name, variables]) => [name, at(name) + variables]),
  ),
});

const WELL = 'https://c.example/';
const webhook = (url: string) => ({ url, eventTypes: ['*'] });

/** Nothing is called at the address that was taken: its name is nobody's, and looked up for long. */
async function forget(): Promise<void> {
  const [pipedrive, highlevel] = [await appOf('pipedrive'), await appOf('highlevel')];
  const { write } = inlet.app.store;
  await write.updateApp({ id: Number(pipedrive), change: { manifest: null } });
  await write.updateApp({ id: Number(highlevel), change: { deliveryUrl: null } });
  const token = own().inlet.token;
  const { data } = (await inlet.get('/inlet/v1/webhooks?limit=100', { token })).body;
  for (const { id } of data)
    await inlet.call('DELETE', `/inlet/v1/webhooks/${String(id)}`, { token });
  const { items } = (await partoo.get('/webhooks')).body;
  for (const { id } of items) await partoo.call('DELETE', `/webhooks/${String(id)}`);
  await inlet.call('DELETE', `/inlet/v1/apps/${highlevel}/subscription`, { token });
}

/** Where a URL is given or changed: makes the call that does so. */
const places: [string, () => Promise<(url: string) => Promise<Answer>>][] = [
  ['a new webhook', async () => (url) => call('POST', '/webhooks', webhook(url))],
  [
    'a webhook that is turned',
    async () => {
      const { body } = await call('POST', '/webhooks', webhook(WELL));
      return (url) => call('PATCH', `/webhooks/${String(body.id)}`, { url });
    },
  ],
  [
    'the delivery URL of a new app',
    async () => (deliveryUrl) =>
      call('POST', '/apps', { name: 'App', vendor: 'highlevel', deliveryUrl }),
  ],
  [
    'the delivery URL of an app',
    async () => {
      const id = await appOf('highlevel');
      return (deliveryUrl) => call('PATCH', `/apps/${id}`, { deliveryUrl });
    },
  ],
  [
    'the delivery URL of a new conversation provider',
    async () => {
      const id = await appOf('highlevel');
      const provider = { name: 'SMS', type: 'sms' };
      return (deliveryUrl) => call('POST', `/apps/${id}/providers`, { ...provider, deliveryUrl });
    },
  ],
  [
    'the delivery URL of a conversation provider',
    async () => {
      const id = await appOf('highlevel');
      const { sms } = own().highlevel.providers;
      return (deliveryUrl) => call('PATCH', `/apps/${id}/providers/${sms}`, { deliveryUrl });
    },
  ],
  [
    'the subscription of an app',
    async () => {
      const id = await appOf('highlevel');
      const eventTypes = ['InboundMessage'];
      return (url) => call('PUT', `/apps/${id}/subscription`, { url, eventTypes });
    },
  ],
  [
    'the address of a manifest',
    async () => {
      const id = await appOf('pipedrive');
      return (url) => call('PUT', `/apps/${id}/manifest`, { url });
    },
  ],
  ...Object.keys(ENDPOINTS).map((name): (typeof places)[number] => [
    `${name} of a manifest`,
    async () => {
      const id = await appOf('pipedrive');
      return (url) => {
        const manifest = manifestAt((one) => (one === name ? url : WELL));
        return call('PATCH', `/apps/${id}`, { manifest });
      };
    },
  ]),
  [
    'the manifest of a new app',
    async () => (url) =>
      call('POST', '/apps', { name: 'A', vendor: 'pipedrive', manifest: manifestAt(() => url) }),
  ],
  [
    'a new Partoo webhook',
    async () => (url) => {
      const items = [{ url, event_type: 'message_updated' }];
      return partoo.call('POST', '/webhooks', { items });
    },
  ],
  [
    'a Partoo test call',
    async () => (url) => {
      const items = [{ url, event_type: 'message_created' }];
      return partoo.call('POST', '/webhooks/test', { items });
    },
  ],
  ...(['PUT', 'PATCH'] as const).map((method): (typeof places)[number] => [
    `a Partoo webhook that is turned by ${method}`,
    async () => {
      const items = [
        { url: WELL, event_type: method === 'PUT' ? 'lead_received' : 'business_created' },
      ];
      const { body } = await partoo.call('POST', '/webhooks', { items });
      return (url) => partoo.call(method, `/webhooks/${String(body.items[0].id)}`, { url });
    },
  ]),
];

test.each(places)('%s is refused', async (place, prepare) => {
  const give = await prepare();
  for (const url of urls) expect.soft((await give(url)).status, url).toBe(400);
  expect(canary.connections()).toBe(0);
  // It is the address that is refused: another is taken, but for one that is asked at once.
  const isAsked = place === 'the address of a manifest';
  expect((await give(WELL)).status).toBeOneOf(isAsked ? [400] : [200, 201]);
  await forget();
});

test('a client that describes itself at such an address is not asked', async () => {
  for (const url of urls) {
    const query = new URLSearchParams({
      ...{ client_id: url, redirect_uri: WELL, response_type: 'code', scope: 'inbox:read' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
    });
    const path = `/oauth/authorize?${query.toString()}`;
    const answer = await fetch(inlet.url + path, { redirect: 'manual' });
    expect.soft(answer.status, url).toBeLessThan(500);
  }
  expect(canary.connections()).toBe(0);
});

test(
  'pictures and attachments at such addresses are taken, and never fetched',
  { timeout: 60_000 },
  async () => {
    const { pipedrive, highlevel } = own();
    const headers = { 'x-api-token': pipedrive.apiToken };
    for (const [n, url] of urls.entries()) {
      const attachments = [{ id: `a${n}`, type: 'image/png', url, preview_url: url }];
      const said = { id: `m${n}`, channel_id: pipedrive.channelId, attachments };
      expect.soft((await inlet.receive(said, { headers })).status, url).toBe(200);
      const channel = { name: 'Line', provider_channel_id: `line-${n}`, avatar_url: url };
      await inlet.call('POST', '/v1/channels', { token: null, headers, body: channel });
      const message = {
        ...{ type: 'SMS', direction: 'inbound', contactId: highlevel.contactId, message: 'x' },
        attachments: [url],
      };
      await inlet.call('POST', '/conversations/messages/inbound', {
        ...{ token: highlevel.appAccessToken, headers: { version: '2021-04-15' }, body: message },
      });
      await partoo.ingest({
        ...{ external_conversation_id: `c${n}`, external_message_id: `m${n}`, consumer_image: url },
      });
    }
    await inlet.app.copier.settled();
    await inlet.app.importer.settled();
    expect(canary.connections()).toBe(0);
  },
);

test('the attachments of a reply are never fetched there', async () => {
  const received = await inlet.receive(
    { id: 'to-answer', conversation_id: 'answered', channel_id: own().pipedrive.channelId },
    { headers: { 'x-api-token': own().pipedrive.apiToken } },
  );
  const id = received.headers.get('inlet-acceptance') ?? '';
  const token = own().inlet.token;
  const { conversationId } = (await inlet.get(`/inlet/v1/acceptances/${id}`, { token })).body;
  for (let from = 0; from < urls.length; from += 50) {
    for (const url of urls.slice(from, from + 50)) {
      const attachments = [{ url, mimeType: 'image/png', name: 'x.png' }];
      const body = { text: 'See', attachments };
      const answer = await call('POST', `/conversations/${String(conversationId)}/messages`, body);
      expect.soft([202, 400], url).toContain(answer.status);
    }
  }
  await inlet.app.copier.settled();
  await inlet.app.outbox.settled();
  expect(canary.connections()).toBe(0);
});

test(
  'what stands in the store from before is checked at each use',
  { timeout: 60_000 },
  async () => {
    const { store, outbox, importer } = inlet.app;
    const workspaceId = Number(own().workspace.id);
    const now = Date.now();
    const ghl = Number(await appOf('highlevel'));
    const app = Number(await appOf('pipedrive'));
    const made = await call('POST', '/webhooks', webhook(WELL));
    const webhookId = Number(made.body.id);
    const items = [{ url: WELL, event_type: 'message_created' }];
    const hook = (await partoo.call('POST', '/webhooks', { items })).body.items[0].id as number;
    const { apiToken, channelId } = own().pipedrive;
    const { appAccessToken, contactId, providers } = own().highlevel;
    const ghlHeaders = { token: appAccessToken, headers: { version: '2021-04-15' } };
    for (const [n, url] of urls.entries()) {
      const manifest = manifestAt(() => url);
      await store.write.updateApp({ id: app, change: { manifest, redirectUris: [url] } });
      await store.write.updateApp({ id: ghl, change: { deliveryUrl: url } });
      for (const [vendor, id] of [
        [null, webhookId],
        ['partoo', hook],
      ] as const) {
        await store.write.updateWebhook({
          workspaceId,
          vendor,
          id,
          url,
          disabledReason: null,
          now,
        });
      }
      // Events, a question about an unknown conversation, and a reply of each vendor.
      await inlet.receive(
        { id: `use-${n}`, conversation_id: `use-${n}`, channel_id: channelId },
        { headers: { 'x-api-token': apiToken } },
      );
      const body = { type: 'SMS', contactId, message: 'x', conversationProviderId: providers.sms };
      await inlet.call('POST', '/conversations/messages', { ...ghlHeaders, body });
      const conversation = {
        external_conversation_id: `use-${n}`,
        external_message_id: `use-${n}`,
      };
      await partoo.ingest(conversation);
      if (n % 20 === 0) {
        await importer.settled();
        await outbox.settled();
      }
    }
    await importer.settled();
    await outbox.settled();
    const path = '/inlet/v1/deliveries?limit=100';
    const { data } = (await inlet.get(path, { token: own().inlet.token })).body;
    expect(data.length).toBeGreaterThan(50);
    expect(data.map((one: Json) => one.state)).not.toContain('sent');
    expect(canary.connections()).toBe(0);
  },
);

test('an app that is taken out is not told at such an address', async () => {
  const token = own().inlet.token;
  const id = await appOf('pipedrive');
  const path = `/inlet/v1/apps/${id}/installation`;
  using telling = vi.spyOn(SafeFetch.prototype, 'fetch');
  for (const url of urls) {
    await inlet.app.store.write.updateApp({ id: Number(id), change: { redirectUris: [url] } });
    expect.soft((await inlet.call('DELETE', path, { token })).status, url).toBe(204);
    expect.soft((await inlet.call('PUT', path, { token })).status, url).toBeLessThan(300);
  }
  // The app is told beside the answer; what the outbox tries again meanwhile is no DELETE.
  const { calls, settledResults } = telling.mock;
  const isTold = (index: number) =>
    calls[index]?.[0].method === 'DELETE' && settledResults[index]?.type === 'fulfilled';
  await expect
    .poll(() => calls.filter((_, index) => isTold(index)).length, { timeout: 30_000 })
    .toBe(urls.length);
  expect(canary.connections()).toBe(0);
});

test('the listener does hear what may call it', async () => {
  const url = `http://127.0.0.1:${canary.port}/`;
  const allowed = await inlet.call('POST', '/inlet/v1/webhooks', { body: webhook(url) });
  expect(allowed.status).toBe(201);
  await inlet.receive({ id: 'heard' });
  await inlet.app.outbox.settled();
  expect(canary.connections()).toBeGreaterThan(0);
});

/**
 * Nothing of one workspace is visible to, or changed by, a credential of another. Every route that
 * the server registers has an entry in isolation/, so a new route without one fails; a foreign id must be
 * answered exactly as a missing one, with nothing changed.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entries, missing } from './isolation/entries.ts';
import type { Face, Ids } from './isolation/entry.ts';
import { startApp, type Answer, type Call, type RunningApp } from './support/app.ts';

let inlet: RunningApp;
let own: Ids;

beforeAll(async () => {
  inlet = await startApp();
  own = await populate();
});

afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
});

test('every registered route has an entry in isolation/', () => {
  expect([...inlet.routes].sort()).toEqual(Object.keys(entries).sort());
});

describe('a path with a slash at its end is the same path', () => {
  for (const [route, { face, request }] of Object.entries(entries)) {
    if (request === null || face === 'public') continue;
    test(route, async () => {
      const plain = request(missing);
      const [path = '', query] = plain.path.split('?');
      if (path.endsWith('/')) return;
      const slashed = `${path}/${query === undefined ? '' : `?${query}`}`;
      const answers = [
        await send(route, face, plain),
        await send(route, face, { ...plain, path: slashed }),
      ];
      const [without, withSlash] = answers.map(({ status, body }) => [status, untraced(body)]);
      expect(withSlash).toEqual(without);
    });
  }
});

describe('a foreign id is answered as a missing one, and changes nothing', () => {
  for (const [route, { face, request }] of Object.entries(entries)) {
    if (request === null || face === 'public') continue;
    test(route, async () => {
      const before = await everything();
      const foreign = await send(route, face, request(own));
      const absent = await send(route, face, request(missing));
      expect(foreign.status).toBe(absent.status);
      expect(untraced(foreign.body)).toEqual(untraced(absent.body));
      expect(await everything()).toEqual(before);
    });
  }
});

describe('a list shows nothing of another workspace', () => {
  for (const path of [
    '/channels',
    '/businesses',
    '/conversations',
    '/events',
    '/tokens',
    '/grants',
    '/acceptances',
    '/users',
  ]) {
    test(path, async () => {
      const mine = idsOf(await inlet.get(`/inlet/v1${path}`));
      const theirs = idsOf(await inlet.get(`/inlet/v1${path}`, { token: inlet.other.inlet.token }));
      expect(mine.length).toBeGreaterThan(0);
      expect(theirs.filter((id) => mine.includes(id))).toEqual([]);
    });
  }
});

describe('a route is closed to those without a credential', () => {
  for (const [route, { face }] of Object.entries(entries)) {
    if (face === 'public') continue;
    test(route, async () => {
      const [method = '', pattern = ''] = route.split(' ');
      const path = pattern.replaceAll(/:\w+/g, '1');
      const { status } = await inlet.call(method, path, { token: null });
      expect(status).toBe(401);
    });
  }
});

/** A channel of its own, a conversation, a message: what the other workspace must not touch. */
async function populate(): Promise<Ids> {
  const channel = 'private-channel';
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const body = { name: 'Private', provider_channel_id: channel };
  const added = await inlet.call('POST', '/v1/channels', { token: null, headers, body });
  expect(added.status).toBe(200);
  const ids = { channel, conversation: 'private-conversation', message: 'private-message' };
  const received = await inlet.receive({
    id: ids.message,
    channel_id: channel,
    conversation_id: ids.conversation,
  });
  expect(received.status).toBe(200);
  const acceptanceId = received.headers.get('inlet-acceptance') ?? '';
  const { body: acceptance } = await inlet.get(`/inlet/v1/acceptances/${acceptanceId}`);
  const { channelId, conversationId, messageId } = acceptance as Ids;
  const { body: conversation } = await inlet.get(`/inlet/v1/conversations/${conversationId}`);
  const participantId = conversation.participants[0].id as string;
  const tokenId = idsOf(await inlet.get('/inlet/v1/tokens'))[0] ?? '';
  return {
    ...ids,
    ...(await populateOutbox(conversationId)),
    channelId,
    conversationId,
    messageId,
    participantId,
    acceptanceId,
    tokenId,
    grantId: await populateGrant(),
    appId: idsOf(await inlet.get('/inlet/v1/apps'))[0] ?? '',
    businessId: idsOf(await inlet.get('/inlet/v1/businesses'))[0] ?? '',
    userId: idsOf(await inlet.get('/inlet/v1/users'))[0] ?? '',
    highlevel: await populateHighLevel(),
    partoo: await populatePartoo(),
  };
}

/** What a person let an app do. */
async function populateGrant(): Promise<string> {
  const { body: apps } = await inlet.get('/inlet/v1/apps');
  const { body: users } = await inlet.get('/inlet/v1/users');
  const workspaceId = Number(inlet.sandbox.workspace.id);
  const { id } = await inlet.app.store.write.createGrant({
    ...{ workspaceId, appId: Number(apps.data[0].id), userId: Number(users.data[0].id) },
    ...{ scopes: ['private'], audience: null, attributes: {}, workspaceIds: [workspaceId] },
    code: { hash: 'private', redirectUri: 'https://app.example/', challenge: null, expiresAt: 1 },
    now: 1,
  });
  return String(id);
}

async function populateHighLevel(): Promise<Ids['highlevel']> {
  const { locationId, contactId, conversationId, providers, appAccessToken } =
    inlet.sandbox.highlevel;
  const posted = await inlet.call('POST', '/conversations/messages/inbound', {
    token: appAccessToken,
    headers: { version: '2021-04-15' },
    body: { type: 'Email', contactId, html: 'private', direction: 'inbound' },
  });
  expect(posted.status).toBe(200);
  const { messageId, emailMessageId } = posted.body as Ids['highlevel'];
  const ids = { locationId, contactId, conversationId, messageId, emailMessageId };
  return { ...ids, providerId: providers.sms };
}

/** A reply that waits for somebody to call, and a webhook. */
async function populateOutbox(conversationId: string) {
  const path = `/inlet/v1/conversations/${conversationId}/messages`;
  const reply = await inlet.call('POST', path, { body: { text: 'A private answer' } });
  expect(reply.status).toBe(202);
  await inlet.app.outbox.settled();
  const webhook = await inlet.call('POST', '/inlet/v1/webhooks', {
    body: { url: 'https://hooks.example', eventTypes: ['message.merged'] },
  });
  expect(webhook.status).toBe(201);
  const deliveries = await inlet.get(`/inlet/v1/deliveries?messageId=${reply.body.id}`);
  return {
    replyId: reply.body.id as string,
    deliveryId: idsOf(deliveries)[0] ?? '',
    webhookId: webhook.body.id as string,
  };
}

async function populatePartoo(): Promise<Ids['partoo']> {
  const { channelId, businessId, apiKeys } = inlet.sandbox.partoo;
  const ids = { channelId, businessId, conversation: 'private-talk', message: 'private-word' };
  const path = `/v2/custom-channels/${channelId}/messages`;
  const call = { token: null, headers: { 'x-apikey': apiKeys.ORG_ADMIN } };
  const ingested = await inlet.call('POST', path, {
    ...call,
    body: {
      business_id: businessId,
      external_conversation_id: ids.conversation,
      external_message_id: ids.message,
      content: 'Hello',
      sender_type: 'Consumer',
    },
  });
  expect(ingested.status).toBe(200);
  const { body } = await inlet.get(`${path}/${ids.message}`, call);
  return {
    ...ids,
    conversationId: String(body.conversation_id),
    messageId: String(body.message_id),
    webhookId: await addWebhook(call),
  };
}

async function addWebhook(call: Call): Promise<string> {
  const items = [{ url: 'https://hooks.example/partoo', event_type: 'lead_received' }];
  const { body } = await inlet.call('POST', '/v2/webhooks', { ...call, body: { items } });
  return String(body.items[0].id);
}

/** The id to ask about is another one for each answer. */
function untraced(body: unknown): unknown {
  return typeof body === 'object' ? { ...body, traceId: null } : body;
}

function send(
  route: string,
  face: Face,
  { path, body, headers }: { path: string; body?: unknown; headers?: Record<string, string> },
): Promise<Answer> {
  const method = (route.split(' ')[0] ?? 'GET') as 'GET';
  const { headers: credentials, ...credential } = credentialOf(face);
  const sent = { ...credential, headers: { ...credentials, ...headers } };
  return inlet.call(method, path, { ...sent, ...(body === undefined ? {} : { body }) });
}

/** Of the other workspace. */
function credentialOf(face: Face): Call {
  const { other } = inlet;
  switch (face) {
    case 'inlet':
      return { token: other.inlet.token };
    case 'highlevel':
      return { token: other.highlevel.appAccessToken, headers: { version: '2021-04-15' } };
    case 'partoo':
      return { token: null, headers: { 'x-apikey': other.partoo.apiKeys.PROVIDER } };
    default:
      return { token: null, headers: { 'x-api-token': other.pipedrive.apiToken } };
  }
}

/** All that the first workspace can see of itself; when tokens were last used is no content. */
async function everything(): Promise<unknown> {
  const paths = [
    '/channels',
    '/businesses',
    '/conversations',
    `/conversations/${own.conversationId}/messages`,
    '/acceptances',
    '/deliveries',
    '/webhooks',
    '/events',
    '/workspace',
    '/tokens',
    '/grants',
    '/users',
    '/apps',
  ];
  const answers = await Promise.all(paths.map((path) => inlet.get(`/inlet/v1${path}`)));
  const bodies = answers.map(({ status, body }) => ({ status, body: body as unknown }));
  return JSON.parse(JSON.stringify(bodies).replaceAll(/"lastUsedAt":[^,}]+/g, '"lastUsedAt":0'));
}

function idsOf(answer: Answer): string[] {
  return (answer.body as { data: { id: string }[] }).data.map(({ id }) => id);
}

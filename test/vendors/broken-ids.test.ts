/**
 * An id that no database keeps as it is (a lone surrogate, U+0000) is refused wherever one comes in:
 * repaired, two different ones would become one.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type RunningApp } from '../support/app.ts';

/** What is said of the field, behind its name. */
const WORDS = 'must be well-formed Unicode without U+0000';
const BROKEN = ['a\ud83d', 'a\ude00b', 'a\u0000'];

let inlet: RunningApp;
let ids: Record<string, string>;

beforeAll(async () => {
  inlet = await startApp();
  const { headers } = await inlet.receive({ id: 'whole', conversation_id: 'whole-talk' });
  const acceptance = headers.get('inlet-acceptance') ?? '';
  const { body } = await inlet.get(`/inlet/v1/acceptances/${acceptance}`);
  ids = { conversation: body.conversationId };
});
afterAll(() => inlet[Symbol.asyncDispose]());

type Place = {
  /** The status that a wrong field has on this face, and the name it is told by. */
  status: number;
  field: string;
  send: (id: string) => { method: string; path: string; body?: unknown; headers?: object };
  token?: () => string | null;
};

const message = {
  ...{ id: 'm', channel_id: 'sandbox-channel', sender_id: 'jane', conversation_id: 'talk' },
  ...{ message: 'Hello', status: 'sent', created_at: '2026-03-01 10:00' },
};

const pipedrive = (field: string, change: (id: string) => object): [string, Place] => [
  `Pipedrive, ${field} of a message`,
  {
    ...{ status: 400, field, token: () => null },
    send: (id) => ({
      ...{ method: 'POST', path: '/v1/channels/messages/receive' },
      headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
      body: { ...message, ...change(id) },
    }),
  },
];

const pipedrivePath = (path: string, field: string): [string, Place] => [
  `Pipedrive, ${field} of DELETE ${path}`,
  {
    ...{ status: 400, field, token: () => null },
    send: (id) => ({
      ...{ method: 'DELETE', path: path.replace('ID', encodeURIComponent(id)) },
      headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
    }),
  },
];

const partoo = (
  what: string,
  { path, method = 'POST', field, body }: Record<string, string> & { body?: never },
  change: (id: string) => object | undefined = () => undefined,
): [string, Place] => [
  `Partoo, ${what}`,
  {
    ...{ status: 400, field: field ?? '', token: () => null },
    send: (id) => ({
      ...{ method, headers: { 'x-apikey': inlet.sandbox.partoo.apiKeys.ORG_ADMIN }, body },
      path: (path ?? '')
        .replace('CHANNEL', inlet.sandbox.partoo.channelId)
        .replace('ID', encodeURIComponent(id)),
      ...(change(id) !== undefined && { body: change(id) }),
    }),
  },
];

const ingest = (change: object) => ({
  ...{ business_id: inlet.sandbox.partoo.businessId, external_conversation_id: 'talk' },
  ...{ external_message_id: 'm', content: 'Hello', sender_type: 'Consumer', ...change },
});
const INGEST = '/v2/custom-channels/CHANNEL/messages';

const highlevel = (
  what: string,
  at: { path: string; method?: string; field: string; body?: (id: string) => object },
): [string, Place] => [
  `HighLevel, ${what}`,
  {
    ...{ status: 422, field: at.field, token: () => inlet.sandbox.highlevel.appAccessToken },
    send: (id) => ({
      ...{ method: at.method ?? 'POST', headers: { version: '2021-04-15' } },
      path: at.path
        .replace('LOCATION', inlet.sandbox.highlevel.locationId)
        .replace('ID', encodeURIComponent(id)),
      ...(at.body === undefined ? {} : { body: at.body(id) }),
    }),
  },
];

const inbound = (change: object) => ({
  ...{ type: 'SMS', contactId: inlet.sandbox.highlevel.contactId, message: 'Hello' },
  ...{ conversationProviderId: inlet.sandbox.highlevel.providers.sms, ...change },
});
const INBOUND = '/conversations/messages/inbound';

const own = (
  what: string,
  at: { path: string; method?: string; field: string; body?: (id: string) => object },
): [string, Place] => [
  `Inlet's API, ${what}`,
  {
    ...{ status: 400, field: at.field },
    send: (id) => ({
      method: at.method ?? 'POST',
      path: at.path
        .replace('CONVERSATION', ids['conversation'] ?? '')
        .replace('ID', encodeURIComponent(id)),
      ...(at.body === undefined ? {} : { body: at.body(id) }),
    }),
  },
];

const places = new Map<string, Place>([
  pipedrive('id', (id) => ({ id })),
  pipedrive('channel_id', (id) => ({ channel_id: id })),
  pipedrive('sender_id', (id) => ({ sender_id: id })),
  pipedrive('conversation_id', (id) => ({ conversation_id: id })),
  pipedrive('attachments[0].id', (id) => ({
    attachments: [{ id, type: 'image/png', url: 'https://files.example/a' }],
  })),
  pipedrivePath('/v1/channels/ID', 'id'),
  pipedrivePath('/v1/channels/ID/conversations/talk', 'channelId'),
  pipedrivePath('/v1/channels/sandbox-channel/conversations/ID', 'conversationId'),
  [
    'Pipedrive, provider_channel_id of a channel',
    {
      ...{ status: 400, field: 'provider_channel_id', token: () => null },
      send: (id) => ({
        ...{ method: 'POST', path: '/v1/channels' },
        headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
        body: { name: 'Line', provider_channel_id: id },
      }),
    },
  ],
  partoo('external_message_id', { path: INGEST, field: 'external_message_id' }, (id) =>
    ingest({ external_message_id: id }),
  ),
  partoo('external_conversation_id', { path: INGEST, field: 'external_conversation_id' }, (id) =>
    ingest({ external_conversation_id: id }),
  ),
  partoo('business_id', { path: INGEST, field: 'business_id' }, (id) =>
    ingest({ business_id: id }),
  ),
  partoo(
    'the channel of the path',
    { path: '/v2/custom-channels/ID/messages', field: 'channelId' },
    () => ingest({}),
  ),
  partoo('the message of the path', {
    ...{ path: `${INGEST}/ID`, method: 'GET', field: 'messageId' },
  }),
  partoo('business_ids of the query', {
    ...{ path: '/v2/conversations?business_ids=ID', method: 'GET', field: 'business_ids' },
  }),
  partoo('the conversation of the path', {
    ...{ path: '/v2/conversations/ID', method: 'GET', field: 'id' },
  }),
  highlevel('altId', { path: INBOUND, field: 'altId', body: (altId) => inbound({ altId }) }),
  highlevel('contactId', {
    ...{ path: INBOUND, field: 'contactId', body: (contactId) => inbound({ contactId }) },
  }),
  highlevel('conversationId', {
    ...{ path: INBOUND, field: 'conversationId' },
    body: (conversationId) => inbound({ conversationId }),
  }),
  highlevel('conversationProviderId', {
    ...{ path: INBOUND, field: 'conversationProviderId' },
    body: (conversationProviderId) => inbound({ conversationProviderId }),
  }),
  highlevel('the message of the path', {
    ...{ method: 'GET', path: '/conversations/messages/ID', field: 'id' },
  }),
  highlevel('the message of a status report', {
    ...{ method: 'PUT', path: '/conversations/messages/ID/status', field: 'messageId' },
    body: () => ({ status: 'read' }),
  }),
  highlevel('the contact of the path', {
    ...{ method: 'GET', path: '/contacts/ID', field: 'contactId' },
  }),
  highlevel('the id of a custom field', {
    ...{ path: '/contacts/', field: 'customFields.0.id' },
    body: (id) => ({
      locationId: inlet.sandbox.highlevel.locationId,
      ...{ firstName: 'Jane', customFields: [{ id, value: 'x' }] },
    }),
  }),
  highlevel('contactId of the query', {
    ...{ method: 'GET', field: 'contactId' },
    path: '/conversations/search?locationId=LOCATION&contactId=ID',
  }),
  own('externalId of a channel', {
    ...{ path: '/inlet/v1/channels', field: 'externalId' },
    body: (externalId) => ({ vendor: 'partoo', name: 'Line', externalId }),
  }),
  own('externalId of a business', {
    ...{ path: '/inlet/v1/businesses', field: 'externalId' },
    body: (externalId) => ({ vendor: 'partoo', name: 'Shop', externalId }),
  }),
  own('the id of a template', {
    ...{ path: '/inlet/v1/conversations/CONVERSATION/messages', field: 'template.id' },
    body: (id) => ({ template: { id } }),
  }),
  own('the message of the query', {
    ...{ method: 'GET', path: '/inlet/v1/acceptances?message=ID', field: 'message' },
  }),
  own('the channel of the query', {
    ...{ method: 'GET', path: '/inlet/v1/acceptances?channel=ID', field: 'channel' },
  }),
  own('the conversation of the path', {
    ...{ method: 'GET', path: '/inlet/v1/conversations/ID', field: 'id' },
  }),
]);

/** A URL can hold U+0000, and no lone surrogate. */
const canHold = (send: Place['send'], id: string): boolean => {
  try {
    send(id);
    return true;
  } catch {
    return false;
  }
};

describe('an id that no database keeps is refused', () => {
  for (const [place, { send, token, status, field }] of places) {
    test(place, async () => {
      const before = await inlet.get('/inlet/v1/events?limit=100');
      for (const id of BROKEN.filter((one) => canHold(send, one))) {
        const { method, path, body, headers } = send(id);
        const answer = await inlet.call(method, path, {
          ...(token === undefined ? {} : { token: token() }),
          ...{ headers: headers as Record<string, string> },
          ...(body === undefined ? {} : { body }),
        });
        expect({ id, status: answer.status }).toEqual({ id, status });
        expect(JSON.stringify(answer.body)).toContain(WORDS);
        expect(JSON.stringify(answer.body)).toContain(field);
      }
      const after = await inlet.get('/inlet/v1/events?limit=100');
      expect(after.body).toEqual(before.body);
    });
  }

  test('MCP, the id of a message and the key of a reply', async () => {
    const { url, token } = inlet.sandbox.mcp;
    const call = async (name: string, args: object) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          accept: 'application/json, text/event-stream',
        },
        body: JSON.stringify({
          ...{ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } },
        }),
      });
      return response.text();
    };
    for (const id of BROKEN) {
      expect(await call('channels_receive_message', { ...message, id })).toContain(WORDS);
      const key = { conversation_id: ids['conversation'], text: 'Hello', idempotency_key: id };
      expect(await call('conversations_reply', key)).toContain(WORDS);
    }
  });
});

test('ids that differ in one character of an emoji stay two messages', async () => {
  for (const id of ['😀', '😁', '\ufffd']) await inlet.receive({ ...message, id, message: id });
  const { body } = await inlet.get('/inlet/v1/acceptances?message=%F0%9F%98%80');
  expect(body.data).toHaveLength(1);
  const { conversationId } = body.data[0];
  const thread = await inlet.get(`/inlet/v1/conversations/${conversationId}/messages`);
  expect(thread.body.data.map((one: { text: string }) => one.text)).toEqual(['\ufffd', '😁', '😀']);
});

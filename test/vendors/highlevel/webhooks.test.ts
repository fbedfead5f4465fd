/** Subscribed apps hear of messages and unread counts, signed (docs/highlevel.md#app-webhooks). */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Json } from '../../support/app.ts';
import { Receiver } from '../../../src/fake/receiver.ts';
import { clientOf } from './client.ts';
import { Location } from './location.ts';

const clock = { now: Date.UTC(2026, 10, 21, 12, 0, 0) };
let location: Location;
let receiver: Receiver;
let path: string;

const TYPES = ['InboundMessage', 'OutboundMessage', 'ConversationUnreadWebhook'];
const subscribe = (eventTypes: string[], url = `${receiver.url}/events`) =>
  location.inlet.call('PUT', path, { body: { url, eventTypes } });

beforeAll(async () => {
  receiver = await Receiver.start();
  location = await Location.start({ now: () => clock.now });
  const { data } = (await location.inlet.get('/inlet/v1/apps')).body;
  const app = data.find((one: Json) => one.clientId === location.sandbox.clientId);
  path = `/inlet/v1/apps/${String(app.id)}/subscription`;
  expect((await subscribe(TYPES)).status).toBe(200);
});
afterAll(async () => {
  await location[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
});
afterEach(() => {
  receiver.reset();
});

async function told(): Promise<Json[]> {
  await location.inlet.app.outbox.settled();
  return receiver.received.map(({ body }) => JSON.parse(body));
}

test('an app hears of inbound and recorded outbound messages', async () => {
  const contactId = await location.contact({ phone: '+12015550301' });
  const conversationProviderId = location.providers.customSms;
  const said = { type: 'Custom', contactId, conversationProviderId, altId: 'a-1' };
  const inbound = await location.inbound({ ...said, message: 'In', direction: 'inbound' });
  const appId = location.sandbox.clientId.split('-')[0];
  expect(await told()).toEqual([
    {
      type: 'InboundMessage',
      locationId: location.sandbox.locationId,
      versionId: appId,
      appId,
      contactId,
      conversationId: inbound.body.conversationId,
      messageId: inbound.body.messageId,
      dateAdded: '2026-11-21T12:00:00.000Z',
      direction: 'inbound',
      messageType: 'Custom',
      messageTypeId: 22,
      messageTypeString: 'TYPE_CUSTOM_PROVIDER_SMS',
      status: 'delivered',
      body: 'In',
      contentType: 'text/plain',
      attachments: [],
      conversationProviderId,
      altId: 'a-1',
      timestamp: '2026-11-21T12:00:00.000Z',
      webhookId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    },
  ]);
  const [call] = receiver.received;
  const { webhooks } = clientOf(location.inlet.url, 'pit-x');
  const signature = String(call?.headers['x-ghl-signature']);
  const { webhookPublicKey } = location.sandbox;
  expect(webhooks.verifyEd25519Signature(call?.body ?? '', signature, webhookPublicKey)).toBe(true);

  receiver.reset();
  await location.inbound({ ...said, altId: 'a-2', message: 'Out', direction: 'outbound' });
  expect(await told()).toMatchObject([
    { type: 'OutboundMessage', direction: 'outbound', body: 'Out', source: 'app' },
  ]);
});

test('and of what is read or starred', async () => {
  const { conversationId, locationId, contactId } = location.sandbox;
  await location.call('PUT', `/conversations/${conversationId}`, {
    locationId,
    unreadCount: 2,
    starred: true,
  });
  expect(await told()).toMatchObject([
    {
      type: 'ConversationUnreadUpdate',
      locationId,
      id: conversationId,
      contactId,
      deleted: false,
      inbox: true,
      starred: true,
      unreadCount: 2,
    },
  ]);
});

test('a failing receiver is tried again, also after a 5xx, with the same webhookId', async () => {
  const contactId = await location.contact();
  receiver.next.push({ status: 500 }, { status: 429 });
  await location.inbound({ type: 'SMS', contactId, message: 'Again', direction: 'inbound' });
  for (let tries = 0; tries < 3; tries += 1) {
    await location.inlet.app.outbox.settled();
    clock.now += 3_600_000;
  }
  const ids = (await told()).map((one) => one.webhookId as string);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
});

test('what cannot be subscribed to is refused with what can', async () => {
  const unknown = await subscribe(['ContactCreate']);
  expect([unknown.status, unknown.body.errors]).toEqual([
    400,
    [{ path: 'eventTypes', message: `must be of: ${TYPES.join(', ')}` }],
  ]);
  expect((await subscribe(TYPES, 'http://10.0.0.1/')).status).toBe(400);
});

test('after its subscription ended an app hears nothing', async () => {
  const contactId = await location.contact();
  expect((await location.inlet.call('DELETE', path)).status).toBe(204);
  await location.inbound({ type: 'SMS', contactId, message: 'Unheard', direction: 'inbound' });
  expect(await told()).toEqual([]);
  expect((await location.inlet.call('DELETE', path)).status).toBe(404);
});

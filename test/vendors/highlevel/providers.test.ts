/**
 * Which type goes with which conversation provider, and who may use one
 * (docs/highlevel.md#provider-rules).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Location } from './location.ts';

let location: Location;
let contactId: string;

beforeAll(async () => {
  location = await Location.start();
  contactId = await location.contact();
});
afterAll(() => location[Symbol.asyncDispose]());

const KINDS = ['sms', 'customSms', 'email', 'customEmail', 'call', 'none'] as const;
const TYPES = ['SMS', 'Email', 'Custom', 'Call', 'FB', 'Live_Chat'] as const;
type Pair = `${(typeof KINDS)[number]} ${(typeof TYPES)[number]}`;

const MISMATCH = 'Incorrect conversationProviderId/type';
const NONE = 'No conversationProviderId passed in body';

/** Taken by default; all other pairs are refused. */
const TAKEN: Record<string, readonly Pair[]> = {
  both: [
    'sms SMS',
    'customSms SMS',
    'customSms Custom',
    'email Email',
    'customEmail Custom',
    'call Call',
    'none SMS',
    'none Email',
    'none FB',
    'none Live_Chat',
  ],
  docs: [
    'sms SMS',
    'customSms SMS',
    'email Email',
    'customEmail Custom',
    'call Call',
    'none SMS',
    'none Email',
  ],
  live: [
    'sms SMS',
    'customSms Custom',
    'email Email',
    'customEmail Custom',
    'call Call',
    'none SMS',
    'none Email',
    'none FB',
    'none Live_Chat',
  ],
};

describe.each(Object.keys(TAKEN))('by the rules %s', (providerRules) => {
  beforeAll(() => location.setSettings({ providerRules }));

  test('every pair of a provider and a type', async () => {
    for (const kind of KINDS) {
      for (const type of TYPES) {
        const { status, body } = await location.inbound({
          type,
          contactId,
          message: 'Hello',
          direction: 'inbound',
          ...(kind === 'none' ? {} : { conversationProviderId: location.providers[kind] }),
        });
        const isTaken = TAKEN[providerRules]?.includes(`${kind} ${type}`) === true;
        const refusal = kind === 'none' ? NONE : MISMATCH;
        expect([kind, type, status, isTaken ? body.success : body.message]).toEqual([
          kind,
          type,
          isTaken ? 200 : 400,
          isTaken ? true : refusal,
        ]);
        if (!isTaken && kind !== 'none') {
          expect(body.canonicalCode).toBe('CONVERSATIONS_MSG_CONVERSATION_PROVIDER_MISMATCH');
        }
      }
    }
  });
});

test('a Custom message has the type of its provider', async () => {
  const own = await location.contact();
  const post = (conversationProviderId: string) =>
    location.inbound({ type: 'Custom', contactId: own, conversationProviderId, message: 'x' });
  const { body } = await post(location.providers.customSms);
  const { body: mail } = await post(location.providers.customEmail);
  expect(mail.emailMessageId).toBeDefined();
  const thread = await location.thread(body.conversationId);
  expect(thread.map(({ type, messageType }) => [type as number, messageType as string])).toEqual([
    [23, 'TYPE_CUSTOM_PROVIDER_EMAIL'],
    [22, 'TYPE_CUSTOM_PROVIDER_SMS'],
  ]);
});

test('a provider is used by the app that owns it, and by no other token', async () => {
  const id = location.providers.sms;
  const body = { type: 'SMS', contactId, conversationProviderId: id, message: 'Hello' };
  const refused = await location.inbound(body, location.sandbox.privateIntegrationToken);
  expect([refused.status, refused.body.message, refused.body.canonicalCode]).toEqual([
    401,
    `You don't have access to the conversationProvider with id: ${id}`,
    'CONVERSATIONS_MSG_PROVIDER_NO_ACCESS',
  ]);
  const { conversationProviderId: _, ...without } = body;
  const taken = await location.inbound(without, location.sandbox.privateIntegrationToken);
  expect(taken.status).toBe(200);
});

test("another app's provider in the location is not this one's to use", async () => {
  const { inlet } = location;
  const app = { vendor: 'highlevel', name: 'Another', scopes: ['conversations/message.write'] };
  const made = await inlet.call('POST', '/inlet/v1/apps', { body: app });
  const at = `/inlet/v1/apps/${made.body.id}`;
  const added = await inlet.call('POST', `${at}/providers`, { body: { name: 'S', type: 'sms' } });
  const id = added.body.externalId as string;
  const post = () => location.inbound({ type: 'SMS', contactId, conversationProviderId: id });
  const notThere = await post();
  expect([notThere.status, notThere.body.message]).toEqual([400, 'Invalid conversationProviderId']);
  expect((await inlet.call('PUT', `${at}/installation`)).status).toBe(200);
  const { status, body } = await post();
  expect([status, body.message, body.canonicalCode]).toEqual([
    401,
    `You don't have access to the conversationProvider with id: ${id}`,
    'CONVERSATIONS_MSG_PROVIDER_NO_ACCESS',
  ]);
});

test('a provider that is not installed in the location is none', async () => {
  const elsewhere = location.inlet.other.highlevel.providers.sms;
  for (const conversationProviderId of [elsewhere, '61d6d1f9cdac7612faf80753', 'SMS', 'x']) {
    const { status, body } = await location.inbound({
      type: 'SMS',
      contactId,
      conversationProviderId,
    });
    expect([status, body.message, body.error]).toEqual([
      400,
      'Invalid conversationProviderId',
      'Bad Request',
    ]);
  }
});

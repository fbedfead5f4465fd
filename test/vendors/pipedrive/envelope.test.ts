/** `success: false` in a connector's answer is its verdict, whatever status and data stand beside it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { register } from '../../support/pipedrive-connector.ts';
import { startPlainConnector, type PlainConnector } from '../../support/plain-connector.ts';

let now = Date.UTC(2026, 10, 21, 12);
let inlet: RunningApp;
let connector: PlainConnector;
let made = 0;

beforeAll(async () => {
  inlet = await startApp({ now: () => now });
  connector = await startPlainConnector();
  await register(inlet, fakeManifest(connector.url));
});
afterAll(async () => {
  await inlet[Symbol.asyncDispose]();
  await connector[Symbol.asyncDispose]();
});
beforeEach(() => {
  connector.answers = {};
  now += 60_000;
});

async function addChannel(fields: Record<string, unknown> = {}): Promise<Json> {
  made += 1;
  const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
  const body = { name: 'Line', provider_channel_id: `line-${made}`, ...fields };
  await inlet.call('POST', '/v1/channels', { token: null, headers, body });
  const { body: listed } = await inlet.get('/inlet/v1/channels?limit=100');
  return listed.data.find((one: Json) => one.externalId === body.provider_channel_id);
}

async function importOf({ id }: Json): Promise<unknown[]> {
  await inlet.app.importer.settled();
  const { body } = await inlet.get(`/inlet/v1/channels/${id}/import`);
  return [body.state, body.reason];
}

async function conversationOf({ id }: Json): Promise<Json> {
  await inlet.app.importer.settled();
  const { body } = await inlet.get(`/inlet/v1/conversations?channelId=${id}`);
  return body.data[0];
}

async function deliveryOf(path: string, body: Record<string, unknown>): Promise<Json> {
  const sent = await inlet.call('POST', path, { body });
  expect(sent.status).toBe(202);
  await inlet.app.outbox.settled();
  const { body: all } = await inlet.get('/inlet/v1/deliveries?limit=100');
  return all.data.find((one: Json) => one.messageId === sent.body.id);
}

describe('of postMessage', () => {
  let path = '';
  beforeAll(async () => {
    const conversation = await conversationOf(await addChannel());
    path = `/inlet/v1/conversations/${conversation.id}/messages`;
  });

  const no = (data: unknown, more: Record<string, unknown> = {}) => ({
    success: false,
    data,
    ...more,
  });
  test.each<[string, number, unknown, string, string]>([
    ['with an id', 200, no({ id: 'm1' }), 'failed', 'The connector refused it.'],
    [
      'with its own words',
      200,
      no({ code: 'X1', message: 'The window is closed' }),
      'failed',
      'The connector refused it. It says: The window is closed',
    ],
    [
      'with a documented code',
      200,
      no({ code: 'FORBIDDEN', message: 'Not yours' }),
      'failed',
      'The connector says that this does not belong to the channel. It says: Not yours',
    ],
    ['with an id and 201', 201, no({ id: 'm1' }), 'failed', 'The connector refused it.'],
    ['with an empty list', 200, no([]), 'failed', 'The connector refused it.'],
    [
      'with its words as data',
      200,
      no('No such person'),
      'failed',
      'The connector refused it. It says: No such person',
    ],
    [
      'with the words of another envelope',
      200,
      no(null, { error: 'Not sent', error_info: 'See the docs' }),
      'failed',
      'The connector refused it. It says: Not sent',
    ],
    ['without data', 200, { success: false }, 'failed', 'The connector refused it.'],
    [
      'with 500',
      500,
      no({ message: 'No credit' }),
      'failed',
      'The connector answered 500. It says: No credit',
    ],
    [
      'with 503, which passes',
      503,
      no({ message: 'Later' }),
      'due',
      'The connector answered 503. It says: Later',
    ],
    [
      'with the code of a limit, which passes',
      200,
      no({ code: 'RATE_LIMIT_EXCEEDED', message: 'Slow' }),
      'due',
      'The connector takes no more requests for now. It says: Slow',
    ],
  ])('%s', async (_, status, body, state, reason) => {
    connector.answers.postMessage = { status, body };
    const delivery = await deliveryOf(path, { text: 'Hello' });
    expect([delivery.state, delivery.reason]).toEqual([state, `postMessage: ${reason}`]);
    await inlet.call('POST', `/inlet/v1/deliveries/${delivery.id}/dismiss`);
    await inlet.call('DELETE', `/inlet/v1/messages/${delivery.messageId}`);
  });

  test('a refusal for want of access calls for attention', async () => {
    const channel = await addChannel();
    const { id } = await conversationOf(channel);
    connector.answers.postMessage = { body: no({ code: 'UNAUTHORIZED', message: 'Gone' }) };
    const delivery = await deliveryOf(`/inlet/v1/conversations/${id}/messages`, { text: 'Hello' });
    expect([delivery.state, delivery.reason]).toEqual([
      'failed',
      'postMessage: The connector has no access any more: connect the channel again. It says: Gone',
    ]);
    const { body } = await inlet.get(`/inlet/v1/channels/${channel.id}`);
    expect(body.attention).not.toBeNull();
  });
});

test('of getConversations ends the import as failed, with the connector’s words', async () => {
  connector.answers.getConversations = { body: { success: false, data: [], message: 'Not yet' } };
  expect(await importOf(await addChannel())).toEqual([
    'failed',
    'getConversations: The connector refused it. It says: Not yet',
  ]);
});

test('of getTemplates is told of by the import, which has what it could have', async () => {
  connector.answers.getTemplates = { body: { success: false, data: { templates: [] } } };
  const [state, reason] = await importOf(await addChannel({ template_support: true }));
  expect([state, reason]).toEqual([
    'done',
    'There are no templates: getTemplates: The connector refused it.',
  ]);
});

test('of getConversationById ends a reply that needs to know who takes part', async () => {
  connector.answers.getConversationById = { body: { success: false, data: { message: 'Who?' } } };
  const received = await inlet.receive({
    id: 'in-1',
    conversation_id: 'unknown',
    sender_id: 'joe',
  });
  const acceptance = received.headers.get('inlet-acceptance') ?? '';
  const { conversationId } = (await inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body;
  const path = `/inlet/v1/conversations/${String(conversationId)}/messages`;
  const delivery = await deliveryOf(path, { text: 'Hello' });
  expect([delivery.state, delivery.reason]).toEqual([
    'failed',
    'getConversationById: The connector refused it. It says: Who?',
  ]);
});

test('of deleteChannelById leaves the removal to be looked at', async () => {
  const channel = await addChannel();
  await inlet.app.importer.settled();
  connector.answers.deleteChannelById = { body: { success: false, error: 'Busy' } };
  await inlet.call('DELETE', `/inlet/v1/channels/${channel.id}`);
  await inlet.app.outbox.settled();
  const { body } = await inlet.get('/inlet/v1/deliveries?limit=100');
  const removal = body.data.find((one: Json) => one.kind === 'removal');
  expect([removal.state, removal.reason]).toEqual([
    'failed',
    'deleteChannelById: The connector refused it. It says: Busy',
  ]);
});

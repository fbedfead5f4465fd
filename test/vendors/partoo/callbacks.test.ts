// Webhooks as records, and what their receivers are told: replies, ingested messages, changes.
import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Receiver, type Received } from '../../../src/fake/receiver.ts';
import type { Json, RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { Partoo, asIs } from './partoo.ts';

type Heard = Received & { json: Json };

/** A connector's side, and what it was told, read. */
class Connector implements AsyncDisposable {
  readonly #receiver: Receiver;

  private constructor(receiver: Receiver) {
    this.#receiver = receiver;
  }

  static async start(): Promise<Connector> {
    return new Connector(await Receiver.start());
  }

  get heard(): Heard[] {
    return this.#receiver.received.map((one) => ({ ...one, json: JSON.parse(one.body) }));
  }

  set status(status: number) {
    this.#receiver.usually = { status, body: '{}' };
  }

  url(path: string): string {
    return this.#receiver.url + path;
  }

  /** Told of this message, of this type. */
  async told(type: string, messageId: number, status?: string): Promise<Heard> {
    const find = () =>
      this.heard.find(
        ({ json }) =>
          json.type === type &&
          json.payload.message.id === messageId &&
          (status === undefined || json.payload.message.status === status),
      );
    await expect.poll(find, { interval: 20, timeout: 30_000 }).toBeDefined();
    return find() as Heard;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#receiver[Symbol.asyncDispose]();
  }
}

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let partoo: Partoo;
  let receiver: Connector;

  beforeAll(async () => {
    receiver = await Connector.start();
    inlet = await startApp({ engine });
    partoo = new Partoo(inlet);
  });
  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
  });

  async function say(id: string): Promise<Json> {
    await partoo.ingest({ external_conversation_id: id, external_message_id: id });
    return (await partoo.get(`${partoo.messagesOf(partoo.part.channelId)}/${id}`)).body;
  }

  const reply = async (said: Json): Promise<number> => {
    const body = { conversation_id: said.conversation_id, content_type: 'Text', content: 'Hi' };
    return (await partoo.call('POST', '/messages', body)).body.message_id;
  };
  const messageOf = async (said: Json, id: number): Promise<Json> => {
    const { body } = await partoo.get(`/messages?conversation_id=${said.conversation_id}`);
    return body.messages.find((one: Json) => one.id === id);
  };
  const subscribe = (event_type: string, path: string, headers?: Record<string, string>) =>
    partoo.call('POST', '/webhooks', { items: [{ url: receiver.url(path), event_type, headers }] });

  test('a reply without a subscription stays Sending, says why, and goes out on subscribing', async () => {
    const said = await say('early');
    const id = await reply(said);
    const path = `/conversations/${said.conversation_id}`;
    await expect
      .poll(async () => (await partoo.get(path)).body.issues, { interval: 20, timeout: 30_000 })
      .toEqual(['custom_channel_has_no_webhook']);
    expect((await messageOf(said, id)).status).toBe('Sending');

    const added = await subscribe('message_created', '/created', { 'X-Team': 'blue' });
    expect(added.status).toBe(200);
    expect(added.body).toEqual({
      items: [
        {
          id: expect.any(Number),
          url: receiver.url('/created'),
          event_type: 'message_created',
          headers: { 'X-Team': 'blue' },
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
          updated_at: expect.any(String),
          org_id: partoo.part.organizationId,
        },
      ],
    });
    const told = await receiver.told('message_created', id);
    expect(told.path).toBe('/created');
    expect(told.headers['x-team']).toBe('blue');
    expect(told.json).toEqual({
      type: 'message_created',
      payload: {
        message: { ...(await messageOf(said, id)), status: 'Sending' },
        conversation: {
          id: said.conversation_id,
          consumer_img: 'https://www.example.com/p.jpg',
          consumer_name: 'Jane Doe',
          business: { id: partoo.part.businessId },
          messaging_partner: 'CustomChannel',
          custom_channel: { id: partoo.part.channelId, external_conversation_id: 'early' },
        },
        org_id: partoo.part.organizationId,
      },
    });
    await expect
      .poll(async () => (await messageOf(said, id)).status, { interval: 20, timeout: 30_000 })
      .toBe('Success');
    expect((await partoo.get(path)).body.issues).toEqual([]);
  });

  test('the signature is Ed25519 over the raw body, with the key of sandbox.json', async () => {
    const [told] = receiver.heard;
    const key = createPublicKey({
      key: Buffer.from(partoo.part.webhookPublicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const signature = Buffer.from(String(told?.headers['x-partoo-signature-v1']), 'base64');
    expect(verify(null, Buffer.from(told?.body ?? ''), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${told?.body} `), key, signature)).toBe(false);
  });

  test('ingested messages are told with the ids of their sender, each once', async () => {
    const said = await say('told');
    const told = await receiver.told('message_created', said.message_id);
    expect(told.json.payload.message).toMatchObject({
      sender_type: 'Consumer',
      status: 'Success',
      custom_channel: {
        id: partoo.part.channelId,
        external_conversation_id: 'told',
        external_message_id: 'told',
      },
    });
    await say('told');
    const next = await say('told-next');
    await receiver.told('message_created', next.message_id);
    await inlet.app.outbox.settled();
    const times = receiver.heard.filter(
      ({ json }) => json.payload.message.id === said.message_id,
    ).length;
    expect(times).toBe(1);
  });

  test('message_updated tells the status of a reply; a refusal makes it Failed, a retry goes out', async () => {
    await subscribe('message_updated', '/updated');
    const said = await say('failing');
    const good = await reply(said);
    const success = await receiver.told('message_updated', good, 'Success');
    expect(success.path).toBe('/updated');

    receiver.status = 400;
    const id = await reply(said);
    await expect
      .poll(async () => (await messageOf(said, id)).status, { interval: 20, timeout: 30_000 })
      .toBe('Failed');
    expect(asIs(await partoo.call('POST', `/messages/${good}/retry`))).toEqual([
      400,
      { errors: { json: { message_id: 'must be of a message whose status is Failed' } } },
    ]);
    receiver.status = 200;
    expect(asIs(await partoo.call('POST', `/messages/${id}/retry`))).toEqual([
      200,
      { status: 'success' },
    ]);
    await expect
      .poll(async () => (await messageOf(said, id)).status, { interval: 20, timeout: 30_000 })
      .toBe('Success');
    expect((await partoo.call('POST', '/messages/987654321/retry')).status).toBe(404);
  });

  test('webhooks are listed, read, changed by PUT and PATCH, and deleted', async () => {
    const [added] = (await subscribe('lead_received', '/lead')).body.items;
    const { status, body } = await partoo.get('/webhooks?page=2&per_page=2');
    expect([status, body]).toEqual([200, { page: 2, max_page: 2, count: 3, items: [added] }]);
    const path = `/webhooks/${added.id}`;
    expect(asIs(await partoo.get(path))).toEqual([200, added]);
    const put = await partoo.call('PUT', path, { url: receiver.url('/other') });
    expect(put.body).toMatchObject({ url: receiver.url('/other'), headers: {} });
    const patched = await partoo.call('PATCH', path, { headers: { 'x-a': '1' } });
    expect(patched.body).toMatchObject({ url: receiver.url('/other'), headers: { 'x-a': '1' } });
    expect(asIs(await partoo.call('DELETE', path))).toEqual([200, { status: 'success' }]);
    expect(asIs(await partoo.get(path))).toEqual([404, { errors: { json: 'Resource not found' } }]);
    expect((await partoo.call('DELETE', path)).status).toBe(404);
    expect((await partoo.get('/webhooks/events')).body).toEqual([
      'business_created',
      'business_updated',
      'business_deleted',
      'message_created',
      'message_updated',
      'lead_received',
    ]);
    expect((await partoo.get('/webhooks', 'GROUP_MANAGER')).status).toBe(403);
  });

  test('of many that ask for one event at once, one has it', async () => {
    const items = (index: number) => [
      // Of those who lose, nothing stays: whoever wins has both. They meet at the first in the alphabet.
      { url: receiver.url(`/a${String(index)}`), event_type: 'lead_received' },
      { url: receiver.url(`/b${String(index)}`), event_type: 'business_deleted' },
    ];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        partoo.call('POST', '/webhooks', { items: items(index) }),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 400)]);
    for (const { status, body } of answers) {
      if (status === 200) continue;
      expect(body.errors.json).toEqual({
        'items[1].event_type': 'has a webhook already: change its url, or delete it first',
      });
    }
    const { body } = await partoo.get('/webhooks');
    const types = body.items.map((one: Json) => one.event_type).sort();
    expect(types).toEqual(expect.arrayContaining(['business_deleted', 'lead_received']));
    expect(new Set(types).size).toBe(types.length);
    for (const { id, event_type: type } of body.items) {
      if (type !== 'lead_received' && type !== 'business_deleted') continue;
      expect((await partoo.call('DELETE', `/webhooks/${String(id)}`)).status).toBe(200);
    }
  });

  test('two URLs for one event, URLs that may not be called and wrong headers are refused', async () => {
    const faultOf = async (item: object) =>
      (await partoo.call('POST', '/webhooks', { items: [item] })).body.errors.json;
    expect(await faultOf({ url: 'https://a.example', event_type: 'message_created' })).toEqual({
      'items[0].event_type': 'has a webhook already: change its url, or delete it first',
    });
    const lead = { url: 'https://a.example', event_type: 'lead_received' };
    for (const url of ['http://93.184.216.34/x', 'ftp://a', 'https://169.254.169.254/x', 'x']) {
      expect(Object.keys(await faultOf({ ...lead, url }))).toEqual(['items[0].url']);
    }
    for (const headers of [
      { Team: 'blue' },
      { 'X-Partoo-Team': 'blue' },
      { 'X-A B': 'c' },
      { 'X-A': 'line\nbreak' },
      { 'X-A': 'v'.repeat(513) },
      { [`X-${'a'.repeat(127)}`]: 'v' },
      { 'X-1': '', 'X-2': '', 'X-3': '', 'X-4': '', 'X-5': '', 'X-6': '' },
    ]) {
      const [field] = Object.keys(await faultOf({ ...lead, headers }));
      expect(field).toMatch(/^items\[0\]\.headers/);
    }
    const twice = await partoo.call('POST', '/webhooks', { items: [lead, lead] });
    expect(twice.status).toBe(400);
    expect((await partoo.get('/webhooks')).body.count).toBe(2);
  });

  test('a test call sends the newest message to the first entry, subscribed or not', async () => {
    const before = receiver.heard.length;
    const items = [{ url: receiver.url('/tryout'), event_type: 'message_updated' }];
    const answer = await partoo.call('POST', '/webhooks/test', { items });
    expect(asIs(answer)).toEqual([200, { status: 'success', answered: 200, reason: null }]);
    const [told] = receiver.heard.slice(before).filter(({ path }) => path === '/tryout');
    expect(told?.headers['x-partoo-webhook-tryout']).toBe('true');
    expect(told?.json).toMatchObject({
      type: 'message_updated',
      payload: { org_id: partoo.part.organizationId },
    });
  });
});

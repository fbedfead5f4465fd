/** Inlet's own webhooks: any type of event to any system, by the Standard Webhooks spec. */
import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Json } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { DAY, OutboxApp, SECOND } from './outbox-app.ts';
import type { Received } from '../../src/fake/receiver.ts';

describe.each(engines)('a webhook, on %s', (engine) => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start(engine);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const { body } = await it.inlet.get('/inlet/v1/webhooks');
    for (const { id } of body.data) await it.inlet.call('DELETE', `/inlet/v1/webhooks/${id}`);
    it.reset();
    it.url = null;
  });

  async function subscribe(body: Record<string, unknown> = {}): Promise<Json> {
    const url = `${it.receiver.url}/hook`;
    const answer: Answer = await it.inlet.call('POST', '/inlet/v1/webhooks', {
      body: { url, eventTypes: ['message.created'], ...body },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const headersOf = ({ headers }: Received) => headers as Record<string, string>;

  test('is told of an event, signed so that the official library verifies it', async () => {
    const webhook = await subscribe();
    expect(webhook).toEqual({
      id: webhook.id,
      url: `${it.receiver.url}/hook`,
      eventTypes: ['message.created'],
      disabledReason: null,
      signing: [{ kind: 'v1', publicKey: null, createdAt: expect.any(String), expiresAt: null }],
      createdAt: new Date(it.now).toISOString(),
      updatedAt: new Date(it.now).toISOString(),
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    // The library compares the timestamp with its own clock.
    it.now = Date.now();
    const conversationId = await it.talk();
    await it.settled();
    const [call, ...more] = it.receiver.received;
    expect(more).toEqual([]);
    expect(call).toMatchObject({ method: 'POST', path: '/hook' });
    if (call === undefined) throw new Error('not called');
    const said = new Webhook(webhook.secret).verify(call.body, headersOf(call)) as Json;
    const { body: thread } = await it.inlet.get(
      `/inlet/v1/conversations/${conversationId}/messages`,
    );
    const events = await it.inlet.get('/inlet/v1/events?limit=100');
    const event = events.body.data.find((one: Json) => one.messageId === thread.data[0].id);
    expect(call.headers['webhook-id']).toBe(`evt_${event.id}`);
    expect(said).toMatchObject({
      type: 'message.created',
      timestamp: event.createdAt,
      data: {
        id: event.id,
        channelId: event.channelId,
        conversationId,
        messageId: thread.data[0].id,
        message: { text: 'Hello', direction: 'inbound' },
        conversation: { id: conversationId },
      },
    });
  });

  test('may be signed with a key of its own, whose public half verifies it', async () => {
    const { secret } = await subscribe({ signing: 'v1a' });
    expect(secret).toMatch(/^whpk_/);
    await it.talk();
    await it.settled();
    const [call] = it.receiver.received;
    if (call === undefined) throw new Error('not called');
    const {
      'webhook-id': id,
      'webhook-timestamp': at,
      'webhook-signature': signature,
    } = headersOf(call);
    const spki = Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(secret.slice(5), 'base64'),
    ]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    expect(signature).toMatch(/^v1a,/);
    const bytes = Buffer.from(signature?.slice(4) ?? '', 'base64');
    expect(verify(null, Buffer.from(`${id}.${at}.${call.body}`), key, bytes)).toBe(true);
  });

  test('has two signatures while its secret is rotated, and then one', async () => {
    const { id, secret: first } = await subscribe();
    const path = `/inlet/v1/webhooks/${id}/rotate-secret`;
    const rotated = await it.inlet.call('POST', path, { body: { overlapHours: 1 } });
    const second = rotated.body.secret as string;
    expect(second).not.toBe(first);
    expect(rotated.body.signing).toHaveLength(2);
    it.now = Date.now();
    const renewed = await it.inlet.call('POST', path, { body: { overlapHours: 1 } });
    await it.talk('a');
    await it.settled();
    const [call] = it.receiver.received;
    if (call === undefined) throw new Error('not called');
    for (const secret of [second, renewed.body.secret as string]) {
      expect(() => new Webhook(secret).verify(call.body, headersOf(call))).not.toThrow();
    }
    // Of three, the first no longer signs.
    expect(() => new Webhook(first).verify(call.body, headersOf(call))).toThrow();
    it.now += 2 * 3_600 * SECOND;
    await it.talk('b');
    await it.settled();
    expect(it.receiver.received[1]?.headers['webhook-signature']).not.toContain(' ');
  });

  test('is called again with the same id and another time, until it takes it', async () => {
    await subscribe();
    it.receiver.next.push({ status: 500 }, { status: 429, headers: { 'retry-after': '60' } });
    await it.talk();
    await it.settled();
    await it.after(6 * SECOND);
    await it.after(59 * SECOND);
    expect(it.receiver.received).toHaveLength(2);
    await it.after(2 * SECOND);
    const calls = it.receiver.received.map(headersOf);
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map((one) => one['webhook-id'])).size).toBe(1);
    expect(new Set(calls.map((one) => one['webhook-timestamp'])).size).toBe(3);
    expect(new Set(it.receiver.bodies).size).toBe(1);
  });

  test('hears of each event once, and only of the types that it asked for', async () => {
    await subscribe({ eventTypes: ['message.updated', 'participant.updated'] });
    await it.talk();
    await it.settled();
    expect(it.receiver.received).toEqual([]);
    const { id: all } = await subscribe({ eventTypes: ['*'] });
    await it.talk('other');
    await it.settled();
    await it.settled();
    expect(it.receiver.bodies.map((body) => JSON.parse(body).type)).toEqual(['message.created']);
    const list = await it.inlet.get(`/inlet/v1/deliveries?webhookId=${all}`);
    expect(list.body.data).toMatchObject([{ kind: 'event', state: 'sent', vendor: null }]);
  });

  test('answers 410 when it wants no more, and can be started again', async () => {
    const { id } = await subscribe();
    it.receiver.next.push({ status: 410 });
    await it.talk('a');
    await it.settled();
    await it.talk('b');
    await it.settled();
    expect(it.receiver.received).toHaveLength(1);
    const path = `/inlet/v1/webhooks/${id}`;
    expect((await it.inlet.get(path)).body.disabledReason).toBe('The receiver answered 410.');
    const started = await it.inlet.call('PATCH', path, { body: { enabled: true } });
    expect(started.body.disabledReason).toBe(null);
    await it.talk('c');
    await it.settled();
    // What happened while it was stopped is not told.
    expect(it.receiver.received).toHaveLength(2);
  });

  test('that never answers becomes a dead letter, which can be sent again', async () => {
    const { id } = await subscribe();
    it.receiver.usually = { status: 503 };
    await it.talk();
    await it.settled();
    for (let day = 0; day < 9; day += 1) for (let i = 0; i < 4; i += 1) await it.after(DAY / 4);
    const dead = await it.inlet.get(`/inlet/v1/deliveries?webhookId=${id}&state=dead`);
    expect(dead.body.data).toMatchObject([{ state: 'failed', outcome: 'retry' }]);
    it.receiver.usually = { status: 200 };
    const before = it.receiver.received.length;
    await it.inlet.call('POST', `/inlet/v1/deliveries/${dead.body.data[0].id}/resend`);
    await it.settled();
    const calls = it.receiver.received.map(headersOf);
    expect(calls).toHaveLength(before + 1);
    expect(new Set(calls.map((one) => one['webhook-id'])).size).toBe(1);
  });

  test.each([
    ['https://user:secret@example.com/', 'url'],
    ['ftp://example.com/', 'url'],
    ['nowhere', 'url'],
  ])('is refused at %s', async (url, path) => {
    const body = { url, eventTypes: ['*'] };
    const answer = await it.inlet.call('POST', '/inlet/v1/webhooks', { body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path }]);
    const { id } = await subscribe();
    const changed = await it.inlet.call('PATCH', `/inlet/v1/webhooks/${id}`, { body: { url } });
    expect(changed.status).toBe(400);
  });

  test('is for admins only, and its secret is kept encrypted', async () => {
    const { secret } = await subscribe();
    const token = await it.inlet.tokenOf('agent');
    expect((await it.inlet.get('/inlet/v1/webhooks', { token })).status).toBe(403);
    const boxes = await it.inlet.app.store.read.listBoxes({});
    const kept = boxes.filter(({ place }) => place === 'webhookSecrets');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(secret.slice(6));
  });
});

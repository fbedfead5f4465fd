/** Replies reach their connector: in order, once, whatever fails on the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { plainVendor } from './plain-vendor.ts';
import { Receiver } from './receiver.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const SECOND = 1_000;

describe.each(engines)('the outbox, on %s', (engine) => {
  let inlet: RunningApp;
  let receiver: Receiver;
  let startedAt = NOW;
  let now = NOW;
  let url: string | null;
  let canRepeat: boolean;
  let made = 0;
  beforeAll(async () => {
    receiver = await Receiver.start();
    inlet = await startApp({
      engine,
      now: () => now,
      vendors: [plainVendor({ url: () => url, canRepeat: () => canRepeat })],
      env: { INLET_LOCAL_NETWORKS: 'loopback' },
    });
  });
  afterAll(async () => {
    await receiver[Symbol.asyncDispose]();
    await inlet[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    made += 1;
    now += 3_600 * SECOND;
    startedAt = now;
    receiver.reset();
    url = receiver.url;
    canRepeat = false;
  });

  async function talk(name: string): Promise<string> {
    const talk = nameOf(name);
    const received = await inlet.receive({ id: `first of ${talk}`, conversation_id: talk });
    const id = received.headers.get('inlet-acceptance') ?? '';
    return (await inlet.get(`/inlet/v1/acceptances/${id}`)).body.conversationId as string;
  }

  /** Conversations of each test are its own. */
  const nameOf = (name: string) => `${name}-${made}`;

  async function send(id: string, text: string): Promise<Json> {
    const path = `/inlet/v1/conversations/${id}/messages`;
    const answer: Answer = await inlet.call('POST', path, { body: { text } });
    expect(answer.status).toBe(202);
    return answer.body;
  }

  const message = async (id: string): Promise<Json> =>
    (await inlet.get(`/inlet/v1/messages/${id}`)).body;
  const texts = (): string[] => receiver.bodies.map((body) => JSON.parse(body).text as string);

  test('hands a reply over, and keeps the id that the connector gave it', async () => {
    const id = await talk('a');
    receiver.next.push({ status: 200, body: `{"id":"theirs-${made}"}` });
    const reply = await send(id, 'Hello');
    await inlet.app.outbox.settled();
    expect(receiver.received).toHaveLength(1);
    expect(JSON.parse(receiver.bodies[0] ?? '')).toEqual({
      id: Number(reply.id),
      conversation: nameOf('a'),
      text: 'Hello',
    });
    expect(await message(reply.id)).toMatchObject({ status: 'sent', externalId: `theirs-${made}` });
    // A report by that id meets the message.
    await inlet.receive({
      id: `theirs-${made}`,
      conversation_id: nameOf('a'),
      message: 'Hello',
      status: 'read',
    });
    expect(await message(reply.id)).toMatchObject({ status: 'read' });
  });

  test('keeps the order of each conversation, and lets none hold up another', async () => {
    const [a, b] = [await talk('a'), await talk('b')];
    receiver.usually = (response, _socket, { body }) => {
      const isBlocked = body.includes('"a-') && now < startedAt + 60 * SECOND;
      response.writeHead(isBlocked ? 503 : 200).end('{}');
    };
    for (const text of ['a1', 'a2', 'a3']) await send(a, text);
    for (const text of ['b1', 'b2', 'b3']) await send(b, text);
    await inlet.app.outbox.settled();
    expect(texts().filter((text) => text.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    expect(texts().filter((text) => text.startsWith('a'))).toEqual(['a1']);
    now += 6 * SECOND;
    await inlet.app.outbox.settled();
    now += 100 * SECOND;
    await inlet.app.outbox.settled();
    expect(texts().filter((text) => text.startsWith('a'))).toEqual(['a1', 'a1', 'a1', 'a2', 'a3']);
  });

  test('waits where there is nobody to call, and goes on in order when there is', async () => {
    url = null;
    const id = await talk('a');
    const replies = [await send(id, 'one'), await send(id, 'two')];
    await inlet.app.outbox.settled();
    expect(receiver.received).toEqual([]);
    expect(await message(replies[0].id)).toMatchObject({ status: 'pending' });
    url = receiver.url;
    await inlet.app.inbox.releaseHeld({ appId: Number(await appId()) });
    await inlet.app.outbox.settled();
    expect(texts()).toEqual(['one', 'two']);
  });

  test('counts what is refused as failed, and lets the next one go', async () => {
    const id = await talk('a');
    receiver.next.push({ status: 403, body: 'no' });
    const replies = [await send(id, 'one'), await send(id, 'two')];
    await inlet.app.outbox.settled();
    expect(texts()).toEqual(['one', 'two']);
    expect(await message(replies[0].id)).toMatchObject({ status: 'failed' });
    expect(await message(replies[1].id)).toMatchObject({ status: 'sent' });
  });

  test('never sends again what may have been sent, where the receiver would not know it', async () => {
    const id = await talk('a');
    receiver.next.push((_response, socket) => socket.destroy());
    const replies = [await send(id, 'one'), await send(id, 'two')];
    await inlet.app.outbox.settled();
    now += 8 * 24 * 3_600 * SECOND;
    await inlet.app.outbox.settled();
    expect(texts()).toEqual(['one', 'two']);
    expect(await message(replies[0].id)).toMatchObject({ status: 'pending' });
  });

  test('sends it again, with the same id, where the receiver knows it', async () => {
    canRepeat = true;
    const id = await talk('a');
    receiver.next.push((_response, socket) => socket.destroy());
    const reply = await send(id, 'one');
    await inlet.app.outbox.settled();
    now += 6 * SECOND;
    await inlet.app.outbox.settled();
    expect(receiver.bodies).toHaveLength(2);
    expect(receiver.bodies[0]).toBe(receiver.bodies[1]);
    expect(await message(reply.id)).toMatchObject({ status: 'sent' });
  });

  test('makes the reply and an echo that came before the answer one message', async () => {
    const id = await talk('a');
    receiver.next.push((response) => {
      const echo = {
        id: `echo-${made}`,
        conversation_id: nameOf('a'),
        message: 'Hello',
        status: 'delivered',
      };
      void inlet.receive({ ...echo, sender_id: 'business' }).then(() => {
        response.writeHead(200).end(`{"id":"echo-${made}"}`);
      });
    });
    const reply = await send(id, 'Hello');
    await inlet.app.outbox.settled();
    expect(await message(reply.id)).toMatchObject({
      status: 'delivered',
      externalId: `echo-${made}`,
    });
    const { body: thread } = await inlet.get(`/inlet/v1/conversations/${id}/messages`);
    expect(thread.data.map((one: Json) => one.text)).toEqual(['Hello', 'Hello']);
    const acceptances = await inlet.get(`/inlet/v1/acceptances?message=echo-${made}`);
    // The reply's own and the echo's.
    expect(acceptances.body.data.map((one: Json) => one.messageId)).toEqual([reply.id, reply.id]);
    const events = await inlet.get(`/inlet/v1/events?limit=100&after=${Number(reply.id) - 1}`);
    expect(events.body.data.map((one: Json) => one.type)).toContain('message.merged');
    const conversation = await inlet.get(`/inlet/v1/conversations/${id}`);
    expect(conversation.body).toMatchObject({ unreadCount: 1, lastMessage: { id: reply.id } });
  });

  async function appId(): Promise<number> {
    const workspaceId = Number(inlet.sandbox.workspace.id);
    const found = await inlet.app.store.read.findInstallation({ workspaceId, vendor: 'pipedrive' });
    return found?.appId ?? 0;
  }
});

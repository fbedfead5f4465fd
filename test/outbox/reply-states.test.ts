/** How a reply stands is said in the same words wherever it is shown. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { callTool } from '../mcp/raw.ts';
import { freePort } from '../support/free-port.ts';
import { startTlsServer } from '../support/tls-server.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';

describe.each(engines)('how a reply stands, on %s', (engine) => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start(engine);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    it.reset();
  });

  /** As the message shows it, which everything else shows too. */
  async function replyOf(messageId: string): Promise<Json> {
    const message = await it.message(messageId);
    const delivery = await it.delivery(messageId);
    const conversation = await it.inlet.get(`/inlet/v1/conversations/${message.conversationId}`);
    const { body } = await callTool(it.inlet, 'messages_get', { message_id: messageId });
    const { reply } = message;
    expect(delivery.reply).toEqual(reply);
    if (conversation.body.lastMessage.id === messageId) {
      expect(conversation.body.reply).toEqual(reply);
    }
    const {
      message_id: id,
      reason = null,
      code = null,
      until = null,
      ...rest
    } = body.result.structuredContent.reply;
    expect({ messageId: id, reason, code, until, ...rest }).toEqual(reply);
    return reply;
  }
  const at = (ms: number) => new Date(ms).toISOString();

  async function sent(text: string, ...reactions: { status: number }[]): Promise<string> {
    it.receiver.next.push(...reactions);
    const { id } = await it.send(await it.talk(text), text);
    await it.settled();
    return id as string;
  }

  test('sent, delivered, read', async () => {
    const id = await sent('Hello');
    expect(await replyOf(id)).toEqual({
      ...{ messageId: id, state: 'sent', reason: null, code: null, until: null },
      ...{ attempt: 1, attempts: 19 },
    });
    it.receiver.next.push({ status: 200, body: `{"id":"${it.name('known')}"}` });
    const known = (await it.send(await it.talk('known'), 'Known')).id as string;
    await it.settled();
    for (const status of ['delivered', 'read']) {
      const report = { id: it.name('known'), conversation_id: it.name('known'), message: 'Known' };
      await it.inlet.receive({ ...report, sender_id: 'inlet', status });
      expect(await replyOf(known)).toMatchObject({ state: status, reason: null });
    }
  });

  test('failed, with the reason', async () => {
    const id = await sent('No', { status: 400 });
    expect(await replyOf(id)).toMatchObject({
      ...{ state: 'failed', reason: 'The receiver answered 400.', until: null, attempt: 1 },
    });
  });

  test('why the receiver could not be reached, with a code for each cause', async () => {
    const closed = await freePort();
    await using untrusted = await startTlsServer((_request, response) => response.end());
    const seen = [];
    for (const url of [
      'https://nobody.invalid/',
      `http://127.0.0.1:${closed}/`,
      `${untrusted.origin}/`,
      'https://10.1.2.3/',
    ]) {
      it.url = url;
      const { state, code, reason } = await replyOf(await sent(url));
      seen.push([state, code, reason]);
    }
    expect(seen).toEqual([
      [
        ...['retrying', 'unknown-name'],
        'The name in the address is not known: check it, or the DNS of this server.',
      ],
      [
        ...['retrying', 'connection-refused'],
        'The connection was refused: nothing listens at this address and port.',
      ],
      [
        ...['retrying', 'certificate'],
        'The certificate at the address is not trusted: it is expired, self-signed, for another name, or its chain is not complete.',
      ],
      [
        ...['retrying', 'forbidden-address'],
        'Its address is not a public one. The operator can allow it with INLET_LOCAL_NETWORKS.',
      ],
    ]);
    it.url = it.receiver.url;
    await sent('It is there again');
  });

  test('a code goes with the reason that it belongs to', async () => {
    it.url = 'https://10.1.2.3/';
    const id = await sent('Later');
    expect(await replyOf(id)).toMatchObject({ code: 'forbidden-address' });
    it.url = it.receiver.url;
    it.receiver.next.push({ status: 503 });
    await it.after(60 * SECOND);
    expect(await replyOf(id)).toMatchObject({ reason: 'The receiver answered 503.', code: null });
    await it.after(600 * SECOND);
    expect(await replyOf(id)).toMatchObject({ state: 'sent', reason: null, code: null });
  });

  test('unknown, also on the message, whose status is still pending', async () => {
    const id = await sent('Maybe', { status: 500 });
    expect(await it.message(id)).toMatchObject({ status: 'pending' });
    expect(await replyOf(id)).toMatchObject({
      ...{ state: 'unknown', reason: 'The receiver answered 500.', attempt: 1 },
    });
    const { id: deliveryId } = await it.delivery(id);
    await it.inlet.call('POST', `/inlet/v1/deliveries/${deliveryId}/dismiss`);
    expect(await replyOf(id)).toMatchObject({ state: 'unknown' });
  });

  test('retrying, until when, and what waits behind it queued', async () => {
    const talk = await it.talk();
    it.receiver.next.push({ status: 503 });
    const first = (await it.send(talk, 'First')).id as string;
    await it.settled();
    const second = (await it.send(talk, 'Second')).id as string;
    const retrying = await replyOf(first);
    expect(retrying).toMatchObject({ state: 'retrying', reason: 'The receiver answered 503.' });
    expect(Date.parse(retrying.until)).toBeGreaterThan(it.now);
    expect(await replyOf(second)).toMatchObject({ state: 'queued', attempt: 0 });
    await it.after(60 * SECOND);
    expect(await replyOf(first)).toMatchObject({ state: 'sent', attempt: 2 });
    expect(await replyOf(second)).toMatchObject({ state: 'sent', attempt: 1 });
  });

  test('held while there is nobody to call, then called off', async () => {
    it.url = null;
    const id = await sent('Held');
    expect(await replyOf(id)).toMatchObject({
      ...{ state: 'held', reason: 'Nobody has said where replies go.', attempt: 0 },
    });
    const answer = await it.inlet.call('DELETE', `/inlet/v1/messages/${id}`);
    expect(answer.body.reply).toEqual({
      ...{ messageId: id, state: 'failed', reason: 'It was called off.', code: 'called-off' },
      ...{ until: null, attempt: 0, attempts: 19 },
    });
    expect(await replyOf(id)).toEqual(answer.body.reply);
  });

  test('stands with its channel while it goes no further by itself: held, or unknown', async () => {
    const channelOf = async (id: string) => {
      const { channelId } = await it.message(id);
      const channels = await it.inlet.get('/inlet/v1/channels?limit=100');
      return channels.body.data.find((one: Json) => one.id === channelId);
    };
    it.url = null;
    const since = at(it.now);
    const id = await sent('Held');
    await it.after(60 * SECOND);
    await sent('Held later');
    expect((await channelOf(id)).attention).toEqual({
      reason: 'Nobody has said where replies go.',
      since,
      reply: await replyOf(id),
    });
    expect((await replyOf(id)).state).toBe('held');
    it.url = it.receiver.url;
    const workspaceId = Number(it.inlet.sandbox.workspace.id);
    await it.inlet.app.inbox.releaseHeld({ workspaceId, vendor: 'pipedrive' });
    await it.settled();
    expect((await channelOf(id)).attention).toBeNull();
    const maybe = await sent('Maybe', { status: 500 });
    expect((await channelOf(maybe)).attention).toEqual({
      ...{ reason: 'The receiver answered 500.', since: at(it.now), reply: await replyOf(maybe) },
    });
    const { id: deliveryId } = await it.delivery(maybe);
    await it.inlet.call('POST', `/inlet/v1/deliveries/${deliveryId}/confirm`);
    expect((await channelOf(maybe)).attention).toBeNull();
  });

  test('stands with what is wrong with a channel; what came in has none', async () => {
    const id = await sent('Refused', { status: 401 });
    const { channelId, conversationId, reply } = await it.message(id);
    const channels = await it.inlet.get('/inlet/v1/channels?limit=100');
    const channel = channels.body.data.find((one: Json) => one.id === channelId);
    expect(channel.attention).toEqual({
      ...{ reason: 'The receiver answered 401.', since: at(it.now), reply },
    });
    expect(reply).toMatchObject({ messageId: id, state: 'failed' });
    const thread = await it.inlet.get(`/inlet/v1/conversations/${conversationId}/messages`);
    const inbound = thread.body.data.find((one: Json) => one.direction === 'inbound');
    expect(inbound.reply).toBeNull();
    await sent('Accepted');
  });
});

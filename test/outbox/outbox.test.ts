/** Replies reach their connector: in order, once, whatever fails on the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { DAY, OutboxApp, SECOND } from './outbox-app.ts';

describe.each(engines)('the outbox, on %s', (engine) => {
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

  test('hands a reply over, and keeps the id that the connector gave it', async () => {
    const id = await it.talk();
    it.receiver.next.push({ status: 200, body: `{"id":"${it.name('theirs')}"}` });
    const reply = await it.send(id, 'Hello');
    await it.settled();
    expect(it.receiver.bodies.map((body) => JSON.parse(body))).toEqual([
      { id: Number(reply.id), conversation: it.name('talk'), text: 'Hello' },
    ]);
    const externalId = it.name('theirs');
    expect(await it.message(reply.id)).toMatchObject({ status: 'sent', externalId });
    // A report by that id meets the message.
    const report = { id: externalId, conversation_id: it.name('talk'), message: 'Hello' };
    await it.inlet.receive({ ...report, status: 'read' });
    expect(await it.message(reply.id)).toMatchObject({ status: 'read' });
    const delivery = await it.delivery(reply.id);
    expect(delivery).toEqual({
      id: delivery.id,
      kind: 'reply',
      state: 'sent',
      outcome: 'sent',
      reason: null,
      code: null,
      vendor: 'pipedrive',
      channelId: reply.channelId,
      conversationId: id,
      messageId: reply.id,
      webhookId: null,
      eventId: null,
      externalId,
      attemptCount: 1,
      dueAt: null,
      replyBy: null,
      deadlineAt: null,
      resendOf: null,
      reply: {
        ...{ messageId: reply.id, state: 'read', reason: null, code: null, until: null },
        ...{ attempt: 1, attempts: 19 },
      },
      createdAt: new Date(it.now).toISOString(),
      settledAt: new Date(it.now).toISOString(),
      attempts: [
        {
          number: 1,
          startedAt: new Date(it.now).toISOString(),
          durationMs: expect.any(Number),
          outcome: 'sent',
          reason: null,
          status: 200,
          excerpt: `{"id":"${externalId}"}`,
        },
      ],
    });
  });

  test('keeps the order of each conversation, and lets none hold up another', async () => {
    const [a, b] = [await it.talk('a'), await it.talk('b')];
    const startedAt = it.now;
    it.receiver.usually = (response, _socket, { body }) => {
      const isBlocked = body.includes('"a-') && it.now < startedAt + 60 * SECOND;
      response.writeHead(isBlocked ? 503 : 200).end('{}');
    };
    for (const text of ['a1', 'a2', 'a3']) await it.send(a, text);
    for (const text of ['b1', 'b2', 'b3']) await it.send(b, text);
    await it.settled();
    const ofA = () => it.texts.filter((text) => text.startsWith('a'));
    expect(it.texts.filter((text) => text.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    expect(ofA()).toEqual(['a1']);
    await it.after(6 * SECOND);
    await it.after(100 * SECOND);
    expect(ofA()).toEqual(['a1', 'a1', 'a1', 'a2', 'a3']);
  });

  test('waits where there is nobody to call, and goes on in order when there is', async () => {
    it.url = null;
    const id = await it.talk();
    const replies = [await it.send(id, 'one'), await it.send(id, 'two')];
    await it.settled();
    expect(it.receiver.received).toEqual([]);
    expect(await it.delivery(replies[0].id)).toMatchObject({
      state: 'held',
      reason: 'Nobody has said where replies go.',
      attemptCount: 0,
      attempts: [],
    });
    // It holds up nobody; here the next one has nobody to call either.
    expect(await it.delivery(replies[1].id)).toMatchObject({ state: 'held', attemptCount: 0 });
    // For as long as it takes.
    await it.after(100 * DAY);
    expect(await it.delivery(replies[0].id)).toMatchObject({ state: 'held' });
    it.url = it.receiver.url;
    const workspaceId = Number(it.inlet.sandbox.workspace.id);
    expect(await it.inlet.app.inbox.releaseHeld({ workspaceId, vendor: 'pipedrive' })).toBe(2);
    await it.settled();
    expect(it.texts).toEqual(['one', 'two']);
  });

  test('counts what is refused as failed, and lets the next one go', async () => {
    const id = await it.talk();
    it.receiver.next.push({ status: 403, body: 'no' });
    const replies = [await it.send(id, 'one'), await it.send(id, 'two')];
    await it.settled();
    expect(it.texts).toEqual(['one', 'two']);
    expect(await it.message(replies[0].id)).toMatchObject({ status: 'failed' });
    expect(await it.delivery(replies[0].id)).toMatchObject({
      state: 'failed',
      outcome: 'refused',
      reason: 'The receiver answered 403.',
      attempts: [{ status: 403, excerpt: 'no' }],
    });
    expect(await it.message(replies[1].id)).toMatchObject({ status: 'sent' });
  });

  test('marks a channel whose connector refuses the credentials, until it takes them', async () => {
    const id = await it.talk();
    const { channelId } = (await it.inlet.get(`/inlet/v1/conversations/${id}`)).body;
    const channel = async (): Promise<Json> => {
      const list = await it.inlet.get('/inlet/v1/channels');
      return list.body.data.find((one: Json) => one.id === channelId);
    };
    it.receiver.next.push({ status: 401 });
    await it.send(id, 'one');
    await it.settled();
    expect((await channel()).attention).toEqual({
      reason: 'The receiver answered 401.',
      since: new Date(it.now).toISOString(),
      reply: expect.objectContaining({ state: 'failed', attempt: 1 }),
    });
    await it.send(id, 'two');
    await it.settled();
    expect((await channel()).attention).toBe(null);
  });

  test('never sends again what may have been sent, where the receiver would not know it', async () => {
    const id = await it.talk();
    it.receiver.next.push((_response, socket) => socket.destroy());
    const replies = [await it.send(id, 'one'), await it.send(id, 'two')];
    await it.settled();
    await it.after(8 * DAY);
    expect(it.texts).toEqual(['one', 'two']);
    expect(await it.message(replies[0].id)).toMatchObject({ status: 'pending' });
    expect(await it.delivery(replies[0].id)).toMatchObject({
      state: 'unknown',
      reason:
        'The connection broke before an answer; it is not known whether the request was taken.',
    });
  });

  test('sends it again, with the same id, where the receiver knows it', async () => {
    it.canRepeat = true;
    const id = await it.talk();
    it.receiver.next.push((_response, socket) => socket.destroy());
    const reply = await it.send(id, 'one');
    await it.settled();
    await it.after(6 * SECOND);
    expect(it.receiver.bodies).toHaveLength(2);
    expect(it.receiver.bodies[0]).toBe(it.receiver.bodies[1]);
    expect(await it.message(reply.id)).toMatchObject({ status: 'sent' });
  });

  test('starts no attempt after the provider takes none', async () => {
    const inTwoMinutes = new Date(it.now + 120 * SECOND).toISOString();
    const id = await it.talk('talk', { reply_by: inTwoMinutes });
    it.receiver.usually = { status: 503 };
    const replies = [await it.send(id, 'one'), await it.send(id, 'two')];
    await it.settled();
    await it.after(6 * SECOND);
    await it.after(40 * SECOND);
    await it.after(20 * SECOND);
    // The last one a minute before the end; then the next reply has its turn.
    expect(it.texts).toEqual(['one', 'one', 'one', 'one', 'two']);
    await it.after(DAY);
    expect(it.texts).toEqual(['one', 'one', 'one', 'one', 'two']);
    for (const { id: reply } of replies) {
      expect(await it.message(reply)).toMatchObject({ status: 'failed' });
    }
    const { reason } = await it.delivery(replies[1].id);
    expect(reason).toBe(
      `The provider takes no reply here since ${inTwoMinutes}. Last: The receiver answered 503.`,
    );
  });

  test('makes the reply and an echo that came before the answer one message', async () => {
    const id = await it.talk();
    const theirs = it.name('echo');
    it.receiver.next.push((response) => {
      const echo = { id: theirs, conversation_id: it.name('talk'), message: 'Hello' };
      const said = { ...echo, sender_id: 'inlet', status: 'delivered' };
      void it.inlet.receive(said).then(() => response.end(`{"id":"${theirs}"}`));
    });
    const reply = await it.send(id, 'Hello');
    await it.settled();
    expect(await it.message(reply.id)).toMatchObject({ status: 'delivered', externalId: theirs });
    const { body: thread } = await it.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    expect(thread.data).toHaveLength(2);
    const acceptances = await it.inlet.get(`/inlet/v1/acceptances?message=${theirs}`);
    // The reply's own and the echo's.
    expect(acceptances.body.data.map((one: Json) => one.messageId)).toEqual([reply.id, reply.id]);
    const events = await it.inlet.get(`/inlet/v1/events?limit=100&after=${Number(reply.id) - 1}`);
    expect(events.body.data.map((one: Json) => one.type)).toContain('message.merged');
    const conversation = await it.inlet.get(`/inlet/v1/conversations/${id}`);
    expect(conversation.body).toMatchObject({ unreadCount: 0, lastMessage: { id: reply.id } });
  });

  test('leaves a customer’s message alone whose id the answer names, and tells a person', async () => {
    const id = await it.talk();
    const theirs = `first of ${it.name('talk')}`;
    it.receiver.next.push({ status: 200, body: JSON.stringify({ id: theirs }) });
    const reply = await it.send(id, 'Hello');
    await it.settled();
    const { body: thread } = await it.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    const [answer, question] = thread.data;
    expect(question).toMatchObject({ direction: 'inbound', externalId: theirs });
    expect(answer).toMatchObject({ id: reply.id, status: 'sent', externalId: null, text: 'Hello' });
    const { body: kept } = await it.inlet.get(`/inlet/v1/acceptances?message=${theirs}`);
    expect(kept.data.map((one: Json) => one.messageId)).toEqual([question.id]);
    const reason =
      `The connector gave this reply the id "${theirs}", which message ${question.id} has ` +
      'already. Both are kept; what the connector reports under that id counts for the other one.';
    const delivery = await it.delivery(reply.id);
    expect(delivery).toMatchObject({ state: 'sent', externalId: theirs, reason });
    const { body: channels } = await it.inlet.get('/inlet/v1/channels');
    const channel = channels.data.find((one: Json) => one.id === reply.channelId);
    expect(channel.attention).toMatchObject({ reason, since: new Date(it.now).toISOString() });
    const events = await it.inlet.get(`/inlet/v1/events?limit=100&after=${Number(reply.id) - 1}`);
    expect(events.body.data.at(-1)).toMatchObject({
      type: 'delivery.updated',
      payload: { deliveryId: delivery.id, state: 'sent', conflictingMessageId: question.id },
    });
    // The next one that has no such trouble takes the channel off the list.
    await it.send(id, 'Hello again');
    await it.settled();
    const { body: after } = await it.inlet.get('/inlet/v1/channels');
    const { attention } = after.data.find((one: Json) => one.id === reply.channelId);
    // Replies of tests before this one may still stand there.
    expect(attention?.reason).not.toBe(reason);
  });

  test('tells of each change by an event', async () => {
    const id = await it.talk();
    it.receiver.next.push({ status: 503 });
    const reply = await it.send(id, 'one');
    await it.settled();
    await it.after(6 * SECOND);
    const events = await it.inlet.get(`/inlet/v1/events?limit=100&after=${Number(reply.id) - 1}`);
    const { id: deliveryId } = await it.delivery(reply.id);
    expect(events.body.data.map((one: Json) => [one.type, one.messageId, one.payload])).toEqual([
      ['message.created', reply.id, { deliveryId }],
      ['delivery.updated', reply.id, { deliveryId, state: 'due' }],
      ['message.updated', reply.id, { fields: ['status'] }],
      ['delivery.updated', reply.id, { deliveryId, state: 'sent' }],
    ]);
  });

  test('resends what failed, as a new delivery of the same message', async () => {
    const id = await it.talk();
    it.receiver.next.push({ status: 400 });
    const reply = await it.send(id, 'one');
    await it.settled();
    const first = await it.delivery(reply.id);
    const dead = await it.inlet.get('/inlet/v1/deliveries?state=dead');
    expect(dead.body.data[0]).toMatchObject({ id: first.id, state: 'failed' });
    const path = `/inlet/v1/deliveries/${first.id}/resend`;
    const resent = await it.inlet.call('POST', path, { body: { text: 'one, corrected' } });
    expect(resent.status).toBe(202);
    expect(resent.headers.get('location')).toBe(`/inlet/v1/deliveries/${resent.body.id}`);
    expect(resent.body).toMatchObject({ state: 'due', resendOf: first.id, messageId: reply.id });
    expect(await it.message(reply.id)).toMatchObject({ status: 'pending', text: 'one, corrected' });
    await it.settled();
    expect(it.texts).toEqual(['one', 'one, corrected']);
    expect(await it.message(reply.id)).toMatchObject({ status: 'sent' });
    const again = await it.inlet.call('POST', path);
    expect(again.status).toBe(409);
    expect(again.body.detail).toBe('The delivery is resent; there is nothing to be done about it.');
    const old = await it.inlet.get(`/inlet/v1/deliveries/${first.id}`);
    expect(old.body).toMatchObject({ state: 'resent', outcome: 'refused' });
  });

  test('keeps a late report about the delivery before in its history', async () => {
    const id = await it.talk();
    const [first, second] = [it.name('first'), it.name('second')];
    it.receiver.next.push({ status: 200, body: `{"id":"${first}"}` });
    const reply = await it.send(id, 'one');
    await it.settled();
    const report = { conversation_id: it.name('talk'), message: 'one', sender_id: 'inlet' };
    await it.inlet.receive({ ...report, id: first, status: 'failed' });
    expect(await it.message(reply.id)).toMatchObject({ status: 'failed' });
    const { id: delivery } = await it.delivery(reply.id);
    it.receiver.next.push({ status: 200, body: `{"id":"${second}"}` });
    await it.inlet.call('POST', `/inlet/v1/deliveries/${delivery}/resend`);
    for (const status of ['read', 'failed']) {
      const late = await it.inlet.receive({ ...report, id: first, status });
      expect(late.headers.get('inlet-verdict')).toBe('duplicate');
      const path = `/inlet/v1/acceptances/${late.headers.get('inlet-acceptance')}`;
      expect((await it.inlet.get(path)).body).toMatchObject({
        messageId: reply.id,
        reason: `it reports ${status} of an earlier delivery of the message`,
      });
    }
    await it.settled();
    expect(await it.message(reply.id)).toMatchObject({ status: 'sent', externalId: second });
    await it.inlet.receive({ ...report, id: second, status: 'delivered' });
    expect(await it.message(reply.id)).toMatchObject({ status: 'delivered' });
    const { body: thread } = await it.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    expect(thread.data).toHaveLength(2);
  });

  test('settles an unknown reply by its echo, and leaves two alike to a person', async () => {
    const id = await it.talk();
    const answerNothing = () => it.receiver.next.push((_response, socket) => socket.destroy());
    answerNothing();
    const reply = await it.send(id, 'Hello');
    await it.settled();
    expect(await it.delivery(reply.id)).toMatchObject({ state: 'unknown' });
    it.now += SECOND;
    const echo = { conversation_id: it.name('talk'), sender_id: 'inlet', status: 'delivered' };
    await it.inlet.receive({ ...echo, id: it.name('echo'), message: 'Hello' });
    await it.settled();
    const externalId = it.name('echo');
    expect(await it.message(reply.id)).toMatchObject({ status: 'delivered', externalId });
    expect(await it.delivery(reply.id)).toMatchObject({ state: 'sent', externalId });
    const { body: thread } = await it.inlet.get(`/inlet/v1/conversations/${id}/messages`);
    expect(thread.data).toHaveLength(2);

    answerNothing();
    answerNothing();
    const twins = [await it.send(id, 'Twice'), await it.send(id, 'Twice')];
    await it.settled();
    it.now += SECOND;
    await it.inlet.receive({ ...echo, id: it.name('twin'), message: 'Twice' });
    await it.settled();
    for (const twin of twins) {
      expect(await it.delivery(twin.id)).toMatchObject({ state: 'unknown' });
    }
  });

  test('resends in bulk, oldest first, and dismisses', async () => {
    const id = await it.talk();
    it.receiver.next.push({ status: 400 }, { status: 404 }, { status: 422 });
    for (const text of ['one', 'two', 'three']) await it.send(id, text);
    await it.settled();
    const last = (await it.inlet.get(`/inlet/v1/deliveries?conversationId=${id}&state=dead`)).body;
    expect(last.data).toHaveLength(3);
    const dismissed = await it.inlet.call(
      'POST',
      `/inlet/v1/deliveries/${last.data[0].id}/dismiss`,
    );
    expect(dismissed.status).toBe(204);
    const bulk = await it.inlet.call('POST', '/inlet/v1/deliveries/resend', {
      body: { state: 'dead', conversationId: id },
    });
    expect(bulk.body).toEqual({ count: 2, skipped: 0, hasMore: false });
    await it.settled();
    expect(it.texts.slice(3)).toEqual(['one', 'two']);
    const rest = await it.inlet.get(`/inlet/v1/deliveries?conversationId=${id}&state=dead`);
    expect(rest.body.data).toEqual([]);
  });
});

/** What a person can do about a reply that has not gone out, and about one that may have. */
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Json } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';

describe.each(engines)('a reply that has not gone out, on %s', (engine) => {
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

  const call = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    it.inlet.call(method, `/inlet/v1${path}`, body === undefined ? {} : { body });
  const deliveryOf = async (messageId: string) => (await it.delivery(messageId)).id as string;
  const press = async (messageId: string, verb: string): Promise<Answer> =>
    call('POST', `/deliveries/${await deliveryOf(messageId)}/${verb}`);
  const unreadOf = async (conversationId: string) =>
    (await it.inlet.get(`/inlet/v1/conversations/${conversationId}`)).body.unreadCount as number;

  /** Held, as there is nobody to call. */
  async function held(text = 'Held'): Promise<{ talk: string; id: string }> {
    it.url = null;
    const talk = await it.talk(text);
    const { id } = await it.send(talk, text);
    await it.settled();
    return { talk, id: id as string };
  }

  test('is tried now when a person asks, whenever it was due', async () => {
    it.receiver.next.push({ status: 503 });
    const { id } = await it.send(await it.talk(), 'Again');
    await it.settled();
    expect(await it.delivery(id)).toMatchObject({ state: 'due', attemptCount: 1 });
    const answer = await press(id, 'retry');
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({ state: 'due', dueAt: new Date(it.now).toISOString() });
    await it.settled();
    expect(await it.delivery(id)).toMatchObject({ state: 'sent', attemptCount: 2 });
    expect(it.texts).toEqual(['Again', 'Again']);
    const late = await press(id, 'retry');
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('already-sent');
  });

  test('is tried now also when the receiver was given up for the moment', async () => {
    for (let failed = 0; failed < 5; failed += 1) it.receiver.next.push({ status: 503 });
    const ids: string[] = [];
    for (const word of ['a', 'b', 'c', 'd', 'e']) {
      ids.push((await it.send(await it.talk(word), word)).id as string);
      await it.settled();
    }
    expect((await press(ids[0] ?? '', 'retry')).status).toBe(202);
    await it.settled();
    expect(await it.delivery(ids[0] ?? '')).toMatchObject({ state: 'sent' });
  });

  test('that is held is tried when a person asks, and held again while nobody is there', async () => {
    const { id } = await held();
    expect((await press(id, 'retry')).status).toBe(202);
    await it.settled();
    expect(await it.delivery(id)).toMatchObject({ state: 'held' });
    it.url = it.receiver.url;
    expect((await press(id, 'retry')).status).toBe(202);
    await it.settled();
    expect(await it.delivery(id)).toMatchObject({ state: 'sent' });
  });

  test('that waits behind another cannot be tried before it', async () => {
    it.receiver.next.push({ status: 503 });
    const talk = await it.talk();
    await it.send(talk, 'First');
    await it.settled();
    const second = await it.send(talk, 'Second');
    const answer = await press(second.id as string, 'retry');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'waiting',
      detail: 'It waits behind an earlier reply, which has to end first.',
    });
    for (const state of ['waiting', 'due']) {
      await call('POST', '/messages/call-off', { state, conversationId: talk });
    }
  });

  test('of which a person knows that it arrived is sent', async () => {
    it.receiver.next.push({ status: 500 });
    const { id } = await it.send(await it.talk(), 'Maybe');
    await it.settled();
    expect(await it.delivery(id)).toMatchObject({ state: 'unknown' });
    const answer = await press(id, 'confirm');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ state: 'sent', settledAt: new Date(it.now).toISOString() });
    expect(await it.message(id)).toMatchObject({ status: 'sent' });
    const list = await it.inlet.get(`/inlet/v1/deliveries?state=dead&messageId=${id}`);
    expect(list.body.data).toEqual([]);
    const again = await press(id, 'confirm');
    expect([again.status, again.body.code]).toEqual([409, 'already-sent']);
    await it.settled();
    await it.after(3_600 * SECOND);
    expect(it.texts).toEqual(['Maybe']);
  });

  test('that is tried again and has arrived is not tried any more, and the next one goes', async () => {
    it.canRepeat = true;
    it.receiver.next.push({ status: 500 });
    const talk = await it.talk();
    const { id } = await it.send(talk, 'Arrived');
    await it.settled();
    const next = await it.send(talk, 'Next');
    expect((await press(id, 'confirm')).status).toBe(200);
    await it.settled();
    await it.after(3_600 * SECOND);
    expect(await it.delivery(next.id as string)).toMatchObject({ state: 'sent' });
    expect(it.texts).toEqual(['Arrived', 'Next']);
  });

  test('of which nothing has left cannot have arrived', async () => {
    const { id } = await held();
    const answer = await press(id, 'confirm');
    expect([answer.status, answer.body.code]).toEqual([409, 'not-attempted']);
  });

  test('is retried, confirmed and called off in bulk, too', async () => {
    const { talk } = await held();
    const selection = { state: 'held', conversationId: talk };
    it.url = it.receiver.url;
    const retried = await call('POST', '/deliveries/retry', selection);
    expect(retried.body).toEqual({ count: 1, skipped: 0, hasMore: false });
    await it.settled();
    it.receiver.next.push({ status: 500 });
    await it.send(talk, 'Maybe');
    await it.settled();
    const unknown = { state: 'unknown', conversationId: talk };
    expect((await call('POST', '/deliveries/confirm', unknown)).body).toMatchObject({ count: 1 });
    it.url = null;
    const { id } = await it.send(talk, 'Off');
    await it.settled();
    expect((await call('POST', '/messages/call-off', selection)).body).toMatchObject({ count: 1 });
    expect(await it.message(id as string)).toMatchObject({ status: 'failed' });
    expect(it.texts).toEqual(['Held', 'Maybe']);
  });

  test('goes out with another text and other files where they were changed', async () => {
    const { talk, id } = await held('Frist');
    const file = { url: 'https://files.example/a.png', mimeType: 'image/png', name: 'a.png' };
    const edited = await call('PATCH', `/messages/${id}`, { text: 'First', attachments: [file] });
    expect(edited.status).toBe(200);
    expect(edited.body).toMatchObject({ id, text: 'First', status: 'pending' });
    expect(edited.body.attachments).toMatchObject([{ name: 'a.png', mimeType: 'image/png' }]);
    const kept = await call('PATCH', `/messages/${id}`, { text: 'First!' });
    expect(kept.body.attachments).toHaveLength(1);
    const { body } = await it.inlet.get(`/inlet/v1/conversations/${talk}`);
    expect(body.lastMessage).toMatchObject({ id, preview: 'First!' });
    it.url = it.receiver.url;
    await press(id, 'retry');
    await it.settled();
    expect(it.texts).toEqual(['First!']);
  });

  test.each([
    [{ text: ' ' }, 400, 'invalid'],
    [{}, 400, 'invalid'],
    [{ attachments: [{ url: 'file:///x', mimeType: 'x/y' }] }, 400, 'invalid'],
  ])('is not changed by %j', async (body, status, code) => {
    const { id } = await held();
    const answer = await call('PATCH', `/messages/${id}`, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await it.message(id)).toMatchObject({ text: 'Held', attachments: [] });
  });

  test('is called off with its text and files, and those behind it move up', async () => {
    it.receiver.next.push({ status: 503 });
    const talk = await it.talk();
    const { id } = await it.send(talk, 'Wrong person');
    await it.settled();
    const next = await it.send(talk, 'Right');
    const answer = await call('DELETE', `/messages/${id}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id,
      text: 'Wrong person',
      attachments: [],
      status: 'failed',
    });
    await it.settled();
    await it.after(3_600 * SECOND);
    expect(it.texts).toEqual(['Wrong person', 'Right']);
    expect(await it.delivery(next.id as string)).toMatchObject({ state: 'sent' });
    expect(await it.delivery(id as string)).toMatchObject({
      state: 'dismissed',
      code: 'called-off',
      reason: 'It was called off.',
    });
    const dead = await it.inlet.get(`/inlet/v1/deliveries?state=dead&conversationId=${talk}`);
    expect(dead.body.data).toEqual([]);
    // Its answer was lost: the same again.
    expect((await call('DELETE', `/messages/${id}`)).body).toEqual(answer.body);
    const edited = await call('PATCH', `/messages/${id}`, { text: 'x' });
    expect([edited.status, edited.body.code]).toEqual([409, 'already-sent']);
  });

  test('that has gone out, is going out, or is none, is neither changed nor called off', async () => {
    const talk = await it.talk();
    const sent = await it.send(talk, 'Gone');
    await it.settled();
    const { body } = await it.inlet.get(`/inlet/v1/conversations/${talk}/messages`);
    const inbound = body.data.find((one: Json) => one.direction === 'inbound');
    const codesOf = async (id: string) => {
      const answers = [
        await call('DELETE', `/messages/${id}`),
        await call('PATCH', `/messages/${id}`, { text: 'x' }),
      ];
      return answers.flatMap((answer) => [answer.status, answer.body.code]);
    };
    expect(await codesOf(sent.id as string)).toEqual([409, 'already-sent', 409, 'already-sent']);
    expect(await codesOf(inbound.id)).toEqual([409, 'not-a-reply', 409, 'not-a-reply']);
    expect(await codesOf('987654321')).toEqual([404, 'not-found', 404, 'not-found']);

    const { promise, resolve } = Promise.withResolvers<ServerResponse>();
    it.receiver.next.push((response) => resolve(response));
    const next = (await it.send(talk, 'Going')).id as string;
    const response = await promise;
    const going = await deliveryOf(next);
    const answers = [
      await call('DELETE', `/messages/${next}`),
      await call('PATCH', `/messages/${next}`, { text: 'x' }),
      await call('POST', `/deliveries/${going}/retry`),
      await call('POST', `/deliveries/${going}/confirm`),
    ];
    response.end('{}');
    await it.settled();
    expect(answers.map((answer) => [answer.status, answer.body.code])).toEqual(
      Array.from({ length: 4 }, () => [409, 'attempting']),
    );
    expect(await it.message(next)).toMatchObject({ text: 'Going', status: 'sent' });
  });

  test('answers what is unread, until it is called off', async () => {
    const talk = await it.talk('unread');
    const say = (word: string) =>
      it.inlet.receive({ id: it.name(word), conversation_id: it.name('unread') });
    await say('second');
    expect(await unreadOf(talk)).toBe(2);
    it.url = null;
    const first = await it.send(talk, 'One');
    expect(await unreadOf(talk)).toBe(0);
    await say('third');
    expect(await unreadOf(talk)).toBe(1);
    const second = await it.send(talk, 'Two');
    await it.settled();
    // The second one still stands, and answers all of it.
    expect((await call('DELETE', `/messages/${first.id}`)).status).toBe(200);
    expect(await unreadOf(talk)).toBe(0);
    await it.settled();
    expect((await call('DELETE', `/messages/${second.id}`)).status).toBe(200);
    expect(await unreadOf(talk)).toBe(3);
    // Sent after all.
    expect((await press(second.id as string, 'resend')).status).toBe(202);
    expect(await unreadOf(talk)).toBe(0);
    await it.inlet.call('POST', `/inlet/v1/conversations/${talk}/read`);
    await it.settled();
    expect((await call('DELETE', `/messages/${second.id}`)).status).toBe(200);
    // Somebody has read it since.
    expect(await unreadOf(talk)).toBe(0);
  });

  test('that is held and dismissed is called off', async () => {
    const { talk, id } = await held();
    expect((await press(id, 'dismiss')).status).toBe(204);
    expect(await it.delivery(id)).toMatchObject({ state: 'dismissed', code: 'called-off' });
    expect(await unreadOf(talk)).toBe(1);
  });
});

/** A receiver that asks for a pause, or is down, gets it on the channel that it is about. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../support/app.ts';
import { engines } from '../support/database.ts';
import { OutboxApp, SECOND } from './outbox-app.ts';

const at = (ms: number) => new Date(ms).toISOString();

describe.each(engines)('a pause, on %s', (engine) => {
  let it: OutboxApp;
  beforeAll(async () => {
    it = await OutboxApp.start(engine);
    const { status } = await it.inlet.call('POST', '/v1/channels', {
      ...{ token: null, headers: { 'x-api-token': it.inlet.sandbox.pipedrive.apiToken } },
      body: { name: 'Second', provider_channel_id: 'second', provider_type: 'other' },
    });
    expect(status).toBe(200);
  });
  afterAll(async () => {
    await it[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    it.reset();
    // What failed in the test before is forgotten.
    for (const talk of [await it.talk('well'), await onSecond('well')]) await it.send(talk, 'well');
    await it.settled();
    it.receiver.reset();
  });

  const onSecond = (word: string) => it.talk(word, { channel_id: 'second' });
  const answersBy = (isBad: (body: string) => boolean, status: number, headers = {}) => {
    it.receiver.usually = (response, _socket, { body }) => {
      if (isBad(body)) response.writeHead(status, headers).end();
      else response.writeHead(200).end('{}');
    };
  };

  test('that a connector asks for holds for the channel, and says why and until when', async () => {
    const [a, other, b] = [await it.talk('a'), await it.talk('other'), await onSecond('b')];
    answersBy((body) => body.includes(it.name('a')), 429, { 'retry-after': '120' });
    const told = await it.send(a, 'told');
    const behind = await it.send(a, 'behind');
    await it.settled();
    const paused = await it.send(other, 'paused');
    await it.send(b, 'elsewhere');
    await it.settled();
    expect(it.texts).toEqual(['told', 'elsewhere']);
    const until = at(it.now + 120 * SECOND);
    const reason = 'The receiver answered 429.';
    expect(await it.delivery(told.id)).toMatchObject({ state: 'due', reason, dueAt: until });
    expect(await it.delivery(paused.id)).toMatchObject({
      state: 'due',
      reason: `The channel is paused, as its receiver asked. ${reason}`,
      dueAt: until,
    });
    expect(await it.delivery(behind.id)).toMatchObject({
      state: 'waiting',
      reason: `Message ${told.id} goes first on this channel. ${reason}`,
      dueAt: until,
    });
    await it.after(119 * SECOND);
    expect(it.texts).toEqual(['told', 'elsewhere']);
    answersBy(() => false, 200);
    await it.after(SECOND);
    expect(it.texts.slice(2).sort()).toEqual(['behind', 'paused', 'told']);
  });

  test('for failures in a row is told of, and no time that is told is past', async () => {
    const b = await onSecond('b');
    answersBy((body) => !body.includes(it.name('b')), 503);
    const sent: Json[] = [];
    for (let i = 0; i < 5; i += 1) sent.push(await it.send(await it.talk(`talk-${i}`), 'down'));
    await it.settled();
    const late = await it.send(await it.talk('late'), 'late');
    await it.send(b, 'elsewhere');
    await it.settled();
    expect(it.texts).toEqual(['down', 'down', 'down', 'down', 'down', 'elsewhere']);
    const why = 'The channel is paused, as its receiver failed several times in a row.';
    expect(await it.delivery(late.id)).toMatchObject({
      state: 'due',
      reason: `${why} The receiver answered 503.`,
      dueAt: at(it.now + 30 * SECOND),
    });
    it.now += 7_000 * SECOND;
    const list = await it.inlet.get('/inlet/v1/deliveries?state=due');
    expect(list.body.data).toHaveLength(6);
    for (const { dueAt } of list.body.data) expect(dueAt).toBe(at(it.now));
  });

  test('ends for all that waits once the receiver answers again', async () => {
    const talks = [await it.talk('a'), await it.talk('b'), await onSecond('c')];
    answersBy(() => true, 503);
    for (const [n, talk] of talks.entries()) await it.send(talk, String(n));
    await it.settled();
    await it.after(6 * SECOND);
    await it.after(40 * SECOND);
    expect(it.texts).toHaveLength(9);
    answersBy(() => false, 200);
    // Their own next attempts are minutes away.
    await it.send(await it.talk('again'), 'again');
    await it.after(31 * SECOND);
    expect(it.texts.slice(9).sort()).toEqual(['0', '1', '2', 'again']);
  });

  test('that it asked for itself is kept to when it answers again', async () => {
    const [a, b] = [await it.talk('a'), await onSecond('b')];
    answersBy((body) => body.includes(it.name('a')), 429, { 'retry-after': '600' });
    await it.send(a, 'told');
    await it.settled();
    for (const text of ['one', 'two']) await it.send(b, text);
    await it.after(300 * SECOND);
    await it.send(await it.talk('other'), 'after the pause');
    await it.settled();
    expect(it.texts).toEqual(['told', 'one', 'two', 'after the pause']);
    answersBy(() => false, 200);
    await it.after(300 * SECOND);
    expect(it.texts.at(-1)).toBe('told');
  });
});

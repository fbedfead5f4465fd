/** History that cannot be read whole is taken as far as it can be, and what is left out is told. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Receiver } from '../../../src/fake/receiver.ts';
import { fakeManifest } from '../../../src/vendors/pipedrive/fake-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { register } from '../../support/pipedrive-connector.ts';

const MIDNIGHT = '2026-01-01T00:00:00.000Z';

const message = (id: unknown, more: object = {}) => ({
  ...{ id, status: 'read', created_at: '2026-01-01 00:00', message: `Text of ${String(id)}` },
  ...{ sender_id: 'jane', ...more },
});

const conversation = (id: unknown, messages: object[], more: object = {}) => ({
  ...{ id, messages, participants: [{ id: 'jane', name: 'Jane', role: 'end_user' }], ...more },
});

const readers = new WeakMap<Response, AsyncIterator<string>>();

/** The reason of the next question about the past that has one. */
async function nextReason(tail: Response): Promise<string> {
  const lines =
    readers.get(tail) ??
    createInterface(Readable.fromWeb(tail.body as ReadableStream).on('error', () => undefined))[
      Symbol.asyncIterator
    ]();
  readers.set(tail, lines);
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) return 'the end';
    const { purpose, reason }: Json = value === '' ? {} : JSON.parse(value);
    if (purpose === 'history' && reason !== null) return reason as string;
  }
}

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let connector: Receiver;
  let answers: Record<string, unknown> = {};
  let made = 0;
  let now = Date.now();

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
    connector = await Receiver.start();
    connector.usually = (response, _socket, { path }) => {
      const { pathname, searchParams } = new URL(path, 'http://connector');
      const what = pathname.split('/').slice(3).join('/');
      const answer = answers[`${what}?${searchParams.get('after') ?? ''}`];
      const body = answer ?? { success: true, data: [] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    await register(inlet, fakeManifest(connector.url));
  });
  afterAll(async () => {
    await connector[Symbol.asyncDispose]();
    await inlet[Symbol.asyncDispose]();
  });

  /** A new channel of which the connector gives this past; how its import ended. */
  async function imported(past: Record<string, unknown>): Promise<Json> {
    answers = past;
    made += 1;
    const line = `line-${made}`;
    const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
    const body = { name: 'Line', provider_channel_id: line, template_support: true };
    await inlet.call('POST', '/v1/channels', { token: null, headers, body });
    await inlet.app.importer.settled();
    const { body: channels } = await inlet.get('/inlet/v1/channels?limit=100');
    const { id } = channels.data.find((one: Json) => one.externalId === line);
    return (await inlet.get(`/inlet/v1/channels/${id}/import`)).body;
  }

  async function messagesOf({ channelId }: Json): Promise<Json[]> {
    const { body } = await inlet.get(`/inlet/v1/conversations?channelId=${channelId}&limit=100`);
    const threads = body.data.map(async ({ id }: Json) => {
      const { body: thread } = await inlet.get(`/inlet/v1/conversations/${id}/messages?limit=100`);
      return thread.data as Json[];
    });
    return (await Promise.all<Json[]>(threads)).flat();
  }

  test.each([
    ['2026-01-01 00:00:00+00'],
    ['2026-01-01 00:00:00 UTC'],
    ['Thu, 01 Jan 2026 00:00:00 GMT'],
    ['2026-01-01T02:00:00+02'],
  ])('a message written at %s is taken, in history and on receive', async (created_at) => {
    const data = [conversation('c', [message('m', { created_at })])];
    const done = await imported({ 'conversations?': { success: true, data } });
    expect(done).toMatchObject({ state: 'done', messages: 1, skipped: 0, skippedReasons: [] });
    expect(await messagesOf(done)).toMatchObject([{ externalId: 'm', writtenAt: MIDNIGHT }]);
    const received = await inlet.receive({ id: created_at, created_at });
    expect(received.status).toBe(200);
  });

  test('cursors that change for ever while nothing new comes are slowed, and end with that reason', async () => {
    const same = [conversation('c', [message('m')])];
    const next = (cursor: string) => ({
      ...{ success: true, data: same, additional_data: { after: cursor } },
    });
    const past = { 'conversations?': next('1') };
    for (let page = 1; page <= 150; page += 1) {
      Object.assign(past, { [`conversations?${page}`]: next(String(page + 1)) });
    }
    const first = await imported(past);
    expect(first).toMatchObject({
      ...{ state: 'running', pages: 21, conversations: 1, messages: 1 },
      reason: 'The last 20 pages brought nothing new; it goes on slowly.',
    });
    const seen = [];
    for (let pause = 1; pause <= 80; pause += 1) {
      now += 10_000;
      await inlet.app.importer.settled();
      seen.push((await inlet.get(`/inlet/v1/channels/${first.channelId}/import`)).body);
    }
    expect(seen[0]).toMatchObject({ state: 'running', pages: 22 });
    expect(seen.at(-2)).toMatchObject({ state: 'running', pages: 100 });
    expect(seen.at(-1)).toMatchObject({
      ...{ state: 'done', pages: 101, messages: 1 },
      reason:
        'The last 100 pages brought nothing new, though the connector always names another cursor; what came until then is stored.',
    });
  });

  test('numbers are cursors and ids, of pages, messages and templates', async () => {
    const past = {
      'conversations?': {
        ...{ success: true, data: [conversation(7, [message(70)])] },
        additional_data: { after: 30 },
      },
      'conversations?30': {
        ...{ success: true, additional_data: {} },
        data: [conversation(8, [message(80)], { next_messages_cursor: 30 })],
      },
      'templates?': {
        success: true,
        data: { templates: [{ id: 5, name: 'Greeting', content: 'Hello {{1}}' }] },
      },
      'conversations/8?30': {
        success: true,
        data: conversation(8, [message(79, { created_at: '2025-12-31 00:00' })]),
      },
    };
    const done = await imported(past);
    expect(done).toMatchObject({ state: 'done', pages: 2, messages: 2, skipped: 0, reason: null });
    const messages = await messagesOf(done);
    expect(messages.map(({ externalId }) => externalId).sort()).toEqual(['70', '80']);
    const templates = await inlet.get(`/inlet/v1/channels/${done.channelId}/templates`);
    expect(templates.body.data).toEqual([
      { id: '5', name: 'Greeting', content: 'Hello {{1}}', language: null },
    ]);
    const conversationId = messages.find((one) => one.externalId === '80')
      ?.conversationId as string;
    const older = await inlet.call('POST', `/inlet/v1/conversations/${conversationId}/older`);
    expect(older.body).toEqual({ messages: 1, hasMore: false });
  });

  test('a long text is kept whole', async () => {
    const text = `${'ü'.repeat(200_000)}!`;
    const data = [conversation('c', [message('long', { message: text })])];
    const done = await imported({ 'conversations?': { success: true, data } });
    expect(done).toMatchObject({ state: 'done', skipped: 0 });
    expect((await messagesOf(done)).map((one) => one.text)).toEqual([text]);
  });

  test('what is left out is counted and told with the first reasons', async () => {
    const hangUp = new AbortController();
    const tail = await fetch(`${inlet.url}/inlet/v1/tail`, {
      headers: { authorization: `Bearer ${inlet.sandbox.inlet.token}` },
      signal: hangUp.signal,
    });
    const done = await imported({
      'conversations?': {
        success: true,
        data: [
          conversation('c', [
            message('good'),
            message('m1', { created_at: 'soon' }),
            message('m2', { sender_id: null }),
            message('broken \ud83d'),
            message('m3', { message: 'x'.repeat(1_048_577) }),
          ]),
          conversation(null, [message('lost')]),
        ],
      },
      'templates?': { success: true, data: { templates: [{ id: 't1', name: 'Empty' }] } },
    });
    expect(done).toMatchObject({ state: 'done', messages: 1, skipped: 6 });
    const reasons = [
      'Message "m1" of conversation "c": its created_at is no date: "soon".',
      'Message "m2" of conversation "c": its sender_id cannot be kept: null.',
      'Message "broken \\ud83d" of conversation "c": its id cannot be kept.',
      'Message "m3" of conversation "c": its message is no text, or longer than 1048576 bytes.',
      'A conversation with 1 messages has no id that can be kept: null.',
      'Template "t1": it has no id that can be kept, or no content.',
    ];
    expect(done.skippedReasons).toEqual(reasons);
    expect(done.reason).toBe(`Left out: 6. The first: ${reasons[0]}`);
    for (const told of [
      `${`Left out: 5. ${reasons.join(' ')}`.slice(0, 200)}…`,
      `Left out: 1. ${reasons[5]}`,
    ]) {
      expect(await nextReason(tail)).toBe(told);
    }
    hangUp.abort();
  });

  test('a page of which nothing can be read is not the last', async () => {
    const unreadable = conversation(null, []);
    const done = await imported({
      'conversations?': { success: true, data: [unreadable], additional_data: { after: 'next' } },
      'conversations?next': { success: true, data: [conversation('c', [message('m')])] },
    });
    expect(done).toMatchObject({ state: 'done', pages: 2, messages: 1, skipped: 1 });
  });

  test('numbers that JSON does not keep exactly are left out, as two would be one', async () => {
    const page: Json = JSON.parse('{"a":9007199254740993,"b":9007199254740992}');
    const data = [conversation('c', [message(page.a), message(page.b), message('ok')])];
    const done = await imported({ 'conversations?': { success: true, data } });
    expect(done).toMatchObject({ state: 'done', messages: 1, skipped: 2 });
  });
});

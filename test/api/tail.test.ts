// Watching the server at work: JSON lines of the own workspace, until someone hangs up.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { Receiver } from '../../src/fake/receiver.ts';
import { connect } from '../support/pipedrive-connector.ts';

async function watch({ url }: RunningApp, token: string) {
  const hangUp = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/inlet/v1/tail`, { headers, signal: hangUp.signal });
  const source = Readable.fromWeb(answer.body as ReadableStream);
  source.on('error', () => undefined);
  const lines = createInterface(source)[Symbol.asyncIterator]();
  const next = async (): Promise<Json> => {
    for (;;) {
      const { value, done } = (await lines.next()) as IteratorResult<string>;
      if (done === true) return 'the end';
      if (value !== '') return JSON.parse(value);
    }
  };
  return { answer, next, hangUp: () => hangUp.abort() };
}

test('tells each exchange of the workspace, its verdict or why it was refused', async () => {
  await using inlet = await startApp();
  const { answer, next, hangUp } = await watch(inlet, inlet.sandbox.inlet.token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');

  const stored = await inlet.receive({ message: 'private words' });
  expect(await next()).toEqual({
    kind: 'request',
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    vendor: 'pipedrive',
    method: 'POST',
    path: '/v1/channels/messages/receive',
    status: 200,
    verdict: 'stored',
    acceptanceId: stored.headers.get('inlet-acceptance'),
    reason: null,
    durationMs: expect.any(Number),
  });
  await inlet.get('/v1/nowhere?api_token=sesame', { token: null });
  expect(await next()).toMatchObject({
    path: '/v1/nowhere',
    status: 401,
    verdict: null,
    acceptanceId: null,
    reason: 'The token is missing or not known here.',
  });
  hangUp();
});

test('tells nothing of another workspace, and of none only to operators', async () => {
  await using inlet = await startApp();
  const other = await watch(inlet, inlet.other.inlet.token);
  await inlet.receive();
  await inlet.receive({}, { headers: { 'x-api-token': 'unknown' } });
  await inlet.get('/inlet/v1/channels', { token: inlet.other.inlet.token });
  expect(await other.next()).toMatchObject({ vendor: 'inlet', path: '/inlet/v1/channels' });
  other.hangUp();
});

test('ends when its token is revoked', async () => {
  await using inlet = await startApp();
  const { body } = await inlet.call('POST', '/inlet/v1/tokens', { body: { label: 'tail' } });
  const { next } = await watch(inlet, body.token);
  await inlet.call('DELETE', `/inlet/v1/tokens/${String(body.id)}`);
  let last = await next();
  while (last !== 'the end') last = await next();
});

test('ends when another node or a command revokes its token, or disables its person', async () => {
  await using inlet = await startApp();
  const workspaceId = Number(inlet.sandbox.workspace.id);
  const { write } = inlet.app.store;
  const { body } = await inlet.call('POST', '/inlet/v1/tokens', { body: { label: 'tail' } });
  const ofToken = await watch(inlet, body.token);
  // Past what this server does when it revokes one itself.
  await write.revokeToken({ workspaceId, id: Number(body.id), now: Date.now() });
  let last = await ofToken.next();
  while (last !== 'the end') last = await ofToken.next();

  const ofPerson = await watch(inlet, await inlet.tokenOf('admin'));
  const users = (await inlet.get('/inlet/v1/users')).body.data;
  const userId = Number(users.at(-1).id);
  await write.updateMember({ workspaceId, userId, isDisabled: true, now: Date.now() });
  last = await ofPerson.next();
  while (last !== 'the end') last = await ofPerson.next();
});

test('ends when the server stops, without holding it up', async () => {
  const inlet = await startApp();
  const { next } = await watch(inlet, inlet.sandbox.inlet.token);
  const startedAt = performance.now();
  await inlet[Symbol.asyncDispose]();
  expect(await next()).toBe('the end');
  // What a stream that stays open would cost: a stop gives up waiting after nine seconds.
  expect(performance.now() - startedAt).toBeLessThan(9_000);
});

/** What is shown of Inlet's own calls. */
async function callbacksOf(inlet: RunningApp): Promise<{ next: () => Promise<Json> }> {
  const { next } = await watch(inlet, inlet.sandbox.inlet.token);
  const nextCallback = async (): Promise<Json> => {
    for (;;) {
      const line = await next();
      if (line.kind !== 'request') return line;
    }
  };
  return { next: nextCallback };
}

test('tells each call to a connector, with its attempt and what became of it', async () => {
  await using inlet = await startApp();
  await using connector = await connect(inlet, { messages: 2 });
  const { next } = await callbacksOf(inlet);
  const received = await inlet.receive({ conversation_id: 'talk', sender_id: 'contact-talk' });
  await inlet.app.importer.settled();
  const times = {
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    durationMs: expect.any(Number),
  };
  const conversation = `${connector.url}/channels/${inlet.sandbox.pipedrive.channelId}`;
  expect(await next()).toEqual({
    ...{ kind: 'callback', vendor: 'pipedrive', purpose: 'history', ...times },
    ...{ deliveryId: null, attempt: 1, method: 'GET' },
    ...{ url: `${conversation}/conversations/talk`, status: 200, outcome: 'answered' },
    reason: null,
    excerpt: expect.stringMatching(/^\{"success":true,"data":\{"id":"talk"/),
  });

  const acceptance = received.headers.get('inlet-acceptance') ?? '';
  const { conversationId } = (await inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body;
  connector.fail('rate-limited', 1);
  const path = `/inlet/v1/conversations/${String(conversationId)}/messages`;
  const { body } = await inlet.call('POST', path, { body: { text: 'private words' } });
  await inlet.app.outbox.settled();
  const { data } = (await inlet.get(`/inlet/v1/deliveries?messageId=${String(body.id)}`)).body;
  expect(await next()).toEqual({
    ...{ kind: 'callback', vendor: 'pipedrive', purpose: 'reply', ...times },
    ...{ deliveryId: data[0].id, attempt: 1, method: 'POST', url: `${conversation}/messages` },
    ...{ status: 429, outcome: 'retry' },
    reason: 'postMessage: The connector takes no more requests for now. It says: Too many requests',
    excerpt:
      '{"success":false,"data":{"code":"RATE_LIMIT_EXCEEDED","message":"[17 characters]",' +
      '"retry_by":"2030-01-01T00:00:00.000Z"}}',
  });
});

test('shows no secret of a call: of its address, of what it was answered, of why it failed', async () => {
  await using inlet = await startApp({ env: { INLET_LOCAL_NETWORKS: 'loopback' } });
  await using receiver = await Receiver.start();
  const secret = 'aBcDeFgH0123456789aBcDeF';
  const { body: webhook } = await inlet.call('POST', '/inlet/v1/webhooks', {
    body: { url: `${receiver.url}/${secret}?key=${secret}`, eventTypes: ['message.created'] },
  });
  const { next } = await callbacksOf(inlet);
  const told = async (body: string, headers: Record<string, string> = {}): Promise<Json> => {
    receiver.next.push({ status: 400, body, headers });
    await inlet.receive({ id: body.slice(0, 50) });
    await inlet.app.outbox.settled();
    return next();
  };
  const long = 'x'.repeat(5_000);
  const answers = [
    JSON.stringify({ access_token: secret, nested: { password: 'short' }, note: secret }),
    JSON.stringify({ message: 'private words', content: 'private words' }),
    `<p>token=short and Authorization: Bearer ${secret}</p>`,
    `{"access_token":"${secret}", and no more`,
    `${long}${secret}`,
    JSON.stringify({ long: Array.from({ length: 40 }, () => long) }),
  ];
  const shown: Json[] = [];
  for (const answer of answers) shown.push(await told(answer));
  expect(shown.map(({ status, outcome }) => [status, outcome])).toEqual(
    answers.map(() => [400, 'refused']),
  );
  const all = JSON.stringify(shown);
  for (const hidden of [secret, 'short', 'private words', webhook.secret]) {
    expect(all).not.toContain(hidden);
  }
  expect(shown[0].url).toBe(`${receiver.url}/aBcD…`);
  expect(shown[0].excerpt).toBe(
    '{"access_token":"[redacted]","nested":{"password":"[redacted]"},"note":"[redacted]"}',
  );
  for (const { excerpt } of shown) expect(excerpt.length).toBeLessThanOrEqual(201);
});

test('tells of an attempt that called nobody, and nothing of another workspace', async () => {
  await using inlet = await startApp();
  const other = await watch(inlet, inlet.other.inlet.token);
  const { next } = await callbacksOf(inlet);
  const received = await inlet.receive();
  const acceptance = received.headers.get('inlet-acceptance') ?? '';
  const { conversationId } = (await inlet.get(`/inlet/v1/acceptances/${acceptance}`)).body;
  const path = `/inlet/v1/conversations/${String(conversationId)}/messages`;
  await inlet.call('POST', path, { body: { text: 'Anybody?' } });
  await inlet.app.outbox.settled();
  expect(await next()).toMatchObject({
    ...{ purpose: 'reply', attempt: 1, method: null, url: null, status: null, outcome: 'held' },
    excerpt: null,
  });
  await inlet.get('/inlet/v1/channels', { token: inlet.other.inlet.token });
  expect(await other.next()).toMatchObject({ kind: 'request', path: '/inlet/v1/channels' });
});

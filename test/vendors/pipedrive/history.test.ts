/** What a channel's connector is asked for: its past, who is in a conversation, older messages. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunningConnector } from '../../../src/fake/serve-connector.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { connect, makeConnector, register } from '../../support/pipedrive-connector.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

let made = 0;

describe.each(engines)('on %s', (engine) => {
  let now = Date.UTC(2026, 10, 21, 12);
  let inlet: RunningApp;
  /** Of the channel of this test. */
  let line = '';

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());
  beforeEach(() => {
    made += 1;
    line = `line-${made}`;
    now += 10 * 86_400_000;
  });

  // What still has to be asked for it would be asked in the next test.
  afterEach(() => inlet.call('DELETE', `/v1/channels/${line}`, withToken()));

  async function setUp(size?: { conversations?: number; messages?: number }) {
    const connector = await connect(inlet, size);
    open.push(connector);
    return { connector };
  }

  const withToken = () => ({
    token: null,
    headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken },
  });

  async function addChannel(): Promise<string> {
    const body = { name: 'Line', provider_channel_id: line };
    const added = await inlet.call('POST', '/v1/channels', { ...withToken(), body });
    expect(added.status).toBe(200);
    const { body: listed } = await inlet.get('/inlet/v1/channels?limit=100');
    return listed.data.find((one: Json) => one.externalId === line).id as string;
  }

  async function imported(channelId: string): Promise<Json> {
    await inlet.app.importer.settled();
    return (await inlet.get(`/inlet/v1/channels/${channelId}/import`)).body;
  }

  const conversationsOf = async (channelId: string) =>
    (await inlet.get(`/inlet/v1/conversations?channelId=${channelId}&limit=100`)).body
      .data as Json[];

  /** What is asked after an answer was given has come to an end. */
  async function asked(connector: RunningConnector): Promise<void> {
    await vi.waitFor(() => expect(connector.requests).not.toEqual([]), { timeout: 30_000 });
    await inlet.app.importer.settled();
  }

  test('a new channel brings its past, silently', async () => {
    const { connector } = await setUp({ conversations: 35, messages: 3 });
    const channelId = await addChannel();
    expect(await imported(channelId)).toEqual({
      id: expect.any(String) as string,
      channelId,
      state: 'done',
      reason: null,
      pages: 2,
      conversations: 35,
      messages: 105,
      skipped: 0,
      skippedReasons: [],
      createdAt: new Date(now).toISOString(),
      updatedAt: new Date(now).toISOString(),
    });
    expect(
      connector.requests.map(({ method, path, query }) => [
        method,
        path,
        Object.fromEntries(query),
      ]),
    ).toEqual([
      [
        'GET',
        `/channels/${line}/conversations`,
        { conversations_limit: '30', messages_limit: '30' },
      ],
      [
        'GET',
        `/channels/${line}/conversations`,
        { conversations_limit: '30', messages_limit: '30', after: '30' },
      ],
    ]);
    const { clientId, clientSecret } = inlet.sandbox.pipedrive as Json;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    expect(connector.requests[0]?.headers['authorization']).toBe(basic);

    const conversations = await conversationsOf(channelId);
    expect(conversations).toHaveLength(35);
    expect(conversations.every((one) => one.unreadCount === 0)).toBe(true);
    const one = conversations.find(({ externalId }) => externalId === 'conversation-7');
    expect(one.participants).toMatchObject([
      {
        externalId: 'contact-conversation-7',
        name: 'Contact of conversation-7',
        role: 'contact',
        isPlaceholder: false,
      },
      { externalId: 'business', name: 'The business', role: 'business' },
    ]);
    const thread = await inlet.get(`/inlet/v1/conversations/${one.id}/messages`);
    expect(
      thread.body.data.map((message: Json) => [
        message.externalId,
        message.direction,
        message.status,
      ]),
    ).toEqual([
      ['conversation-7-2', 'inbound', 'delivered'],
      ['conversation-7-1', 'outbound', 'delivered'],
      ['conversation-7-0', 'inbound', 'delivered'],
    ]);
    const { body: events } = await inlet.get(`/inlet/v1/events?limit=100`);
    const types = events.data.map((event: Json) => event.type);
    expect(types.filter((type: string) => type === 'conversation.imported')).toHaveLength(35);
    expect(types).not.toContain('message.created');
    const { body: acceptances } = await inlet.get(
      `/inlet/v1/acceptances?channel=${line}&message=conversation-7-1`,
    );
    expect(acceptances.data).toEqual([]);
  });

  test('why nobody could be asked is said of an import as of a reply', async () => {
    const connector = await connect(inlet);
    await connector[Symbol.asyncDispose]();
    const channelId = await addChannel();
    expect(await imported(channelId)).toMatchObject({
      state: 'running',
      reason:
        'getConversations: The connection was refused: nothing listens at this address and port.',
    });
  });

  test('without a manifest nothing is called, and it can be asked for later', async () => {
    const { connector } = await setUp({ conversations: 2, messages: 1 });
    await register(inlet, null as never);
    const channelId = await addChannel();
    await inlet.receive({ channel_id: line, conversation_id: 'other' });
    await inlet.app.importer.settled();
    expect(connector.requests).toEqual([]);
    expect((await inlet.get(`/inlet/v1/channels/${channelId}/import`)).status).toBe(404);
    const { fakeManifest } = await import('../../../src/vendors/pipedrive/fake-connector.ts');
    await register(inlet, fakeManifest(connector.url));
    const begun = await inlet.call('POST', `/inlet/v1/channels/${channelId}/import`);
    expect([begun.status, begun.body.state]).toEqual([202, 'pending']);
    expect(await imported(channelId)).toMatchObject({ state: 'done', conversations: 2 });
  });

  test('a manifest that is set after its channel starts the history, once', async () => {
    const { connector } = await setUp({ conversations: 2, messages: 1 });
    await register(inlet, null as never);
    const channelId = await addChannel();
    const path = `/channels/${line}/conversations`;
    const asked = () => connector.requests.filter((one) => one.path === path).length;
    const { body: apps } = await inlet.get('/inlet/v1/apps');
    const { id } = apps.data.find(({ vendor }: Json) => vendor === 'pipedrive');
    const { fakeManifest } = await import('../../../src/vendors/pipedrive/fake-connector.ts');
    const set = () =>
      inlet.call('PATCH', `/inlet/v1/apps/${id}`, {
        body: { manifest: fakeManifest(connector.url) },
      });
    expect((await set()).status).toBe(200);
    expect(await imported(channelId)).toMatchObject({ state: 'done', conversations: 2 });
    expect(asked()).toBe(1);
    expect((await set()).status).toBe(200);
    await inlet.call('PATCH', `/inlet/v1/apps/${id}`, { body: { name: 'Renamed' } });
    await inlet.app.importer.settled();
    expect(asked()).toBe(1);
  });

  test('an import done again adds nothing, and never replaces what is stored', async () => {
    await setUp({ conversations: 2, messages: 2 });
    const channelId = await addChannel();
    await imported(channelId);
    await inlet.receive({
      ...{ channel_id: line, conversation_id: 'conversation-1', id: 'conversation-1-0' },
      ...{ sender_id: 'contact-conversation-1', message: 'Edited', status: 'sent' },
      created_at: '2026-01-01 00:00',
    });
    await inlet.call('POST', `/inlet/v1/channels/${channelId}/import`);
    expect(await imported(channelId)).toMatchObject({
      state: 'done',
      conversations: 0,
      messages: 0,
    });
    const one = (await conversationsOf(channelId)).find(
      ({ externalId }) => externalId === 'conversation-1',
    );
    const thread = await inlet.get(`/inlet/v1/conversations/${one.id}/messages`);
    expect(thread.body.data.map((message: Json) => [message.text, message.status])).toEqual([
      ['Message 1 of conversation-1', 'delivered'],
      ['Edited', 'delivered'],
    ]);
  });

  test('an unknown conversation is stored first, and then completed by its connector', async () => {
    const { connector } = await setUp({ conversations: 0, messages: 4 });
    const channelId = await addChannel();
    await imported(channelId);
    connector.requests.length = 0;
    const answer = await inlet.receive({
      ...{ channel_id: line, conversation_id: 'new talk/1', id: 'm1' },
      sender_id: 'contact-new talk/1',
    });
    expect([answer.status, answer.headers.get('inlet-verdict')]).toEqual([200, 'stored']);
    await asked(connector);
    expect(connector.requests.map(({ path }) => path)).toEqual([
      `/channels/${line}/conversations/new%20talk%2F1`,
    ]);
    const [one] = await conversationsOf(channelId);
    expect(one).toMatchObject({ unreadCount: 1, link: 'https://provider.example/new%20talk%2F1' });
    expect(one.participants).toMatchObject([
      { name: 'Contact of new talk/1', isPlaceholder: false },
      { name: 'The business', role: 'business' },
    ]);
    const thread = await inlet.get(`/inlet/v1/conversations/${one.id}/messages`);
    expect(thread.body.data).toHaveLength(5);
    expect(thread.body.data[0].externalId).toBe('m1');
  });

  test('a connector that fails costs no message, and is asked again', async () => {
    const { connector } = await setUp({ messages: 1 });
    const channelId = await addChannel();
    await imported(channelId);
    connector.fail('html-500', 1);
    connector.requests.length = 0;
    expect((await inlet.receive({ channel_id: line, id: 'kept' })).status).toBe(200);
    await asked(connector);
    expect((await conversationsOf(channelId))[0].participants[0].isPlaceholder).toBe(true);
    now += 10_000;
    connector.requests.length = 0;
    await inlet.app.importer.settled();
    expect(connector.requests).toHaveLength(1);
  });

  test('older messages come on demand, page by page, until there are none', async () => {
    await setUp({ conversations: 1, messages: 70 });
    const channelId = await addChannel();
    expect(await imported(channelId)).toMatchObject({ messages: 30 });
    const [one] = await conversationsOf(channelId);
    const older = () => inlet.call('POST', `/inlet/v1/conversations/${one.id}/older`);
    expect((await older()).body).toEqual({ messages: 30, hasMore: true });
    expect((await older()).body).toEqual({ messages: 10, hasMore: false });
    expect((await older()).body).toEqual({ messages: 0, hasMore: false });
    const thread = await inlet.get(`/inlet/v1/conversations/${one.id}/messages?limit=100`);
    expect(thread.body.data).toHaveLength(70);
    expect(thread.body.data.at(-1).externalId).toBe('conversation-0-0');
    expect((await conversationsOf(channelId))[0].unreadCount).toBe(0);
  });

  test.each([
    [
      'unauthorized',
      'failed',
      'The connector has no access any more: connect the channel again. It says: No access any more',
    ],
    [
      'suspended',
      'failed',
      'The account at the provider is suspended. It says: The account is suspended',
    ],
    [
      'forbidden',
      'failed',
      'The connector says that this does not belong to the channel. It says: This is not theirs',
    ],
    ['not-found', 'failed', 'The connector does not know this. It says: There is no such thing'],
    [
      'rate-limited',
      'running',
      'The connector takes no more requests for now. It says: Too many requests',
    ],
    ['html-500', 'running', 'The connector answered 500. It says: Oops'],
    ['empty-500', 'running', 'The connector answered 500.'],
    [
      'drop',
      'running',
      'The connection broke before an answer; it is not known whether the request was taken.',
    ],
    ['html', 'running', 'The connector’s answer holds no JSON object. It says: Welcome'],
    [
      'broken-json',
      'running',
      'The connector’s answer holds no JSON object. It says: {"success":true,"da',
    ],
    ['empty', 'running', 'The connector’s answer holds no JSON object.'],
    ['bomb', 'running', 'The connector answered 200, but with more than an answer may hold.'],
    ['endless', 'running', 'The connector answered 200, but with more than an answer may hold.'],
    [
      'redirect',
      'failed',
      'The connector answered 302 and leads to http://127.0.0.1:1/elsewhere, which is not followed.',
    ],
  ])(
    'a connector that answers %s: the import is %s, with the reason',
    async (failure, state, reason) => {
      const { connector } = await setUp();
      connector.fail(failure, 1);
      const channelId = await addChannel();
      const said = `getConversations: ${reason}`;
      expect(await imported(channelId)).toMatchObject({ state, reason: said });
    },
  );

  test('an import that keeps failing is given up after six attempts', async () => {
    const { connector } = await setUp();
    connector.fail('html-500', 100);
    const channelId = await addChannel();
    for (let hours = 0; hours < 8; hours += 1) {
      await inlet.app.importer.settled();
      now += 3 * 3_600_000;
    }
    expect(await imported(channelId)).toMatchObject({ state: 'failed' });
    expect(connector.requests).toHaveLength(6);
  });
});

test('a cursor that never ends is left', async () => {
  const inlet = await startApp();
  open.push(inlet);
  const { serveConnector } = await import('../../../src/fake/serve-connector.ts');
  const { fakeManifest } = await import('../../../src/vendors/pipedrive/fake-connector.ts');
  const honest = makeConnector({ conversations: 3, messages: 1 });
  const page = { conversations_limit: '30' };
  let connector: RunningConnector | null = null;
  connector = await serveConnector({
    ...honest,
    answer: (request) => {
      const answer = honest.answer({ ...request, query: new URLSearchParams(page) });
      return {
        ...answer,
        body: answer.body.replace('"additional_data":{}', '"additional_data":{"after":"c-next"}'),
      };
    },
  });
  open.push(connector);
  await register(inlet, fakeManifest(connector.url));
  const body = { name: 'Line', provider_channel_id: 'loop' };
  await inlet.call('POST', '/v1/channels', {
    ...{ token: null, headers: { 'x-api-token': inlet.sandbox.pipedrive.apiToken }, body },
  });
  await inlet.app.importer.settled();
  const { body: channels } = await inlet.get('/inlet/v1/channels');
  const { id } = channels.data.find((one: Json) => one.externalId === 'loop');
  expect((await inlet.get(`/inlet/v1/channels/${id}/import`)).body).toMatchObject({
    ...{ state: 'done', pages: 2, conversations: 3, messages: 3 },
    reason: 'The connector gave the same cursor again; what came until then is stored.',
  });
});

/** A reply is a row, with its delivery, before anything is called. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Answer, type Json, type RunningApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

describe.each(engines)('a reply, on %s', (engine) => {
  let inlet: RunningApp;
  let made = 0;
  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => NOW });
  });
  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
  });

  /** A conversation with one inbound message, and its ids. */
  async function talk(message: Record<string, unknown> = {}): Promise<Json> {
    made += 1;
    const conversation = `talk-${made}`;
    const received = await inlet.receive({
      id: `m-${made}`,
      conversation_id: conversation,
      ...message,
    });
    const id = received.headers.get('inlet-acceptance') ?? '';
    return (await inlet.get(`/inlet/v1/acceptances/${id}`)).body;
  }

  function send(id: string, body: unknown, key?: string): Promise<Answer> {
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    return inlet.call('POST', `/inlet/v1/conversations/${id}/messages`, { body, headers });
  }

  test('is answered 202 with the message, pending, and stands last in the conversation', async () => {
    const { conversationId, channelId } = await talk();
    const { status, headers, body } = await send(conversationId, { text: 'Hello, Jane' });
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/inlet/v1/messages/${body.id}`);
    expect(headers.get('inlet-verdict')).toBe('stored');
    expect(body).toEqual({
      id: body.id,
      channelId,
      conversationId,
      externalId: null,
      direction: 'outbound',
      type: null,
      status: 'pending',
      text: 'Hello, Jane',
      sender: {
        participantId: body.sender.participantId,
        externalId: 'inlet',
        name: 'Inlet',
        role: 'business',
      },
      attachments: [],
      // By then it may be on its way, or held.
      reply: expect.objectContaining({ messageId: body.id, code: null, attempts: 19 }),
      link: null,
      replyBy: null,
      writtenAt: '2026-11-21T12:00:00.000Z',
      receivedAt: '2026-11-21T12:00:00.000Z',
      updatedAt: '2026-11-21T12:00:00.000Z',
    });
    const { body: stored } = await inlet.get(`/inlet/v1/messages/${body.id}`);
    expect({ ...stored, reply: body.reply }).toEqual(body);
    const conversation = await inlet.get(`/inlet/v1/conversations/${conversationId}`);
    expect(conversation.body).toMatchObject({
      unreadCount: 0,
      lastMessage: { id: body.id, preview: 'Hello, Jane', direction: 'outbound' },
    });
    const events = await inlet.get('/inlet/v1/events?limit=100');
    const [created] = events.body.data.filter(
      (event: Json) => event.messageId === body.id && event.type === 'message.created',
    );
    expect(created.payload).toEqual({ deliveryId: expect.stringMatching(/^\d+$/) });
  });

  test('carries attachments and a template', async () => {
    const { conversationId } = await talk();
    const { body } = await send(conversationId, {
      attachments: [{ url: 'https://files.example/a.png', mimeType: 'image/png', name: 'a.png' }],
      template: { id: 'welcome', language: 'en_US', parameters: ['Jane'] },
    });
    expect(body.text).toBe('');
    expect(body.attachments).toEqual([
      {
        externalId: '1',
        mimeType: 'image/png',
        name: 'a.png',
        size: null,
        url: 'https://files.example/a.png',
        previewUrl: null,
        linkExpires: false,
        copy: expect.anything(),
      },
    ]);
  });

  test('of the same key and body is made once, and answered as the first time', async () => {
    const { conversationId } = await talk();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => send(conversationId, { text: 'Once' }, `key-${made}`)),
    );
    const [first] = answers;
    for (const { status, body, headers } of answers) {
      expect(status).toBe(202);
      expect({ ...body, reply: null }).toEqual({ ...first?.body, reply: null });
      expect(headers.get('inlet-acceptance')).toBe(first?.headers.get('inlet-acceptance'));
    }
    const replayed = answers.map(({ headers }) => headers.get('idempotency-replayed'));
    expect(replayed.sort()).toEqual([null, 'true', 'true', 'true'].sort());
    const thread = await inlet.get(`/inlet/v1/conversations/${conversationId}/messages`);
    expect(thread.body.data).toHaveLength(2);
  });

  test('of the same key and another body is a conflict, and nothing is stored', async () => {
    const { conversationId } = await talk();
    const other = await talk();
    expect((await send(conversationId, { text: 'One' }, `key-${made}`)).status).toBe(202);
    for (const answer of [
      await send(conversationId, { text: 'Two' }, `key-${made}`),
      await send(other.conversationId, { text: 'One' }, `key-${made}`),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({
        code: 'conflict',
        detail:
          'Another request was made under this Idempotency-Key. Send a new key for a new message.',
      });
    }
    const thread = await inlet.get(`/inlet/v1/conversations/${conversationId}/messages`);
    expect(thread.body.data).toHaveLength(2);
  });

  test('may use a key that another workspace has used', async () => {
    const { conversationId } = await talk();
    expect((await send(conversationId, { text: 'Ours' }, 'shared-key')).status).toBe(202);
    const headers = { 'x-api-token': inlet.other.pipedrive.apiToken };
    const received = await inlet.receive(
      { channel_id: inlet.other.pipedrive.channelId },
      { token: null, headers },
    );
    expect(received.status).toBe(200);
    const token = inlet.other.inlet.token;
    const list = await inlet.get('/inlet/v1/conversations', { token });
    const answer = await inlet.call(
      'POST',
      `/inlet/v1/conversations/${list.body.data.find((one: Json) => one.vendor === 'pipedrive').id}/messages`,
      { token, headers: { 'idempotency-key': 'shared-key' }, body: { text: 'Theirs' } },
    );
    expect(answer.status).toBe(202);
    expect(answer.body.text).toBe('Theirs');
  });

  test('is refused once the provider takes none', async () => {
    const { conversationId } = await talk({ reply_by: '2026-11-21T11:59:59.999Z' });
    const answer = await send(conversationId, { text: 'Too late' });
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toBe(
      'The provider takes no reply here since 2026-11-21T11:59:59.999Z.',
    );
    // A newer message of the contact opens the window again.
    await inlet.receive({
      id: `again-${made}`,
      conversation_id: `talk-${made}`,
      created_at: '2026-11-21 11:59',
      reply_by: '2026-11-22T11:59:00.000Z',
    });
    expect((await send(conversationId, { text: 'In time' })).status).toBe(202);
  });

  test.each([
    [
      {},
      { path: 'text', message: 'must say something where there is no attachment and no template' },
    ],
    [{ text: ' \n' }, { path: 'text' }],
    [{ text: 5 }, { path: 'text', message: 'must be a string' }],
    [
      { text: 'x', replyToId: 'x' },
      { path: 'replyToId', message: 'must be an id, such as "42"' },
    ],
    [{ text: 'x', replyToId: '1' }, { path: 'replyToId' }],
    [{ text: 'x', channelId: '1' }, { path: 'channelId' }],
    [
      { text: 'x', attachments: [{ url: 'file:///etc/passwd', mimeType: 'x' }] },
      { path: 'attachments[0].url' },
    ],
  ])('%j is refused, naming the field', async (body, error) => {
    const { conversationId } = await talk();
    const answer = await send(conversationId, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([error]);
  });

  test('of a viewer is refused', async () => {
    const { conversationId } = await talk();
    const token = await inlet.tokenOf('viewer');
    const path = `/inlet/v1/conversations/${conversationId}/messages`;
    expect((await inlet.call('POST', path, { token, body: { text: 'No' } })).status).toBe(403);
  });
});

// What becomes of an ingested message, what its sender can see of it, and how people answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../../support/app.ts';
import { startApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { NOW, Partoo, asIs } from './partoo.ts';

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let partoo: Partoo;
  let now = NOW;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
    partoo = new Partoo(inlet);
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  /** Ingests, and answers what the vendor's own look-up says of it. */
  async function say(conversation: string, id: string, change: object = {}): Promise<Json> {
    const ids = { external_conversation_id: conversation, external_message_id: id };
    expect((await partoo.ingest({ ...ids, ...change })).status).toBe(200);
    return (await outcome(id)).body;
  }

  const outcome = (id: string, channelId = partoo.part.channelId) =>
    partoo.get(`${partoo.messagesOf(channelId)}/${encodeURIComponent(id)}`);
  const conversationOf = async (said: Json) =>
    (await partoo.get(`/conversations/${said.conversation_id}`)).body;
  const threadOf = async (said: Json) =>
    (await partoo.get(`/messages?conversation_id=${said.conversation_id}`)).body.messages;

  test('messages of one external conversation id stand in one conversation of the channel', async () => {
    const one = await say('group', 'group-1');
    const two = await say('group', 'group-2');
    const apart = await say('group-other', 'group-3');
    expect(two.conversation_id).toBe(one.conversation_id);
    expect(apart.conversation_id).not.toBe(one.conversation_id);
    const elsewhere = partoo.message({
      external_conversation_id: 'group',
      external_message_id: 'group-1',
    });
    const path = partoo.messagesOf(partoo.part.readonlyChannelId);
    const answer = await partoo.call('POST', path, elsewhere);
    expect(answer.headers.get('inlet-verdict')).toBe('stored');
  });

  test('the look-up answers the verdict, ids, times and state, with the two headers', async () => {
    now = NOW + 5_000;
    await say('seen', 'seen/1 ä', { sent_at: '2026-02-01T08:00:00.123+01:00' });
    const answer = await outcome('seen/1 ä');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      channel_id: partoo.part.channelId,
      external_message_id: 'seen/1 ä',
      external_conversation_id: 'seen',
      business_id: partoo.part.businessId,
      message_id: expect.any(Number),
      conversation_id: expect.any(Number),
      status: 'Success',
      sent_at: '2026-02-01 07:00:00.123000+00:00',
      received_at: '2026-03-01 12:00:05.000000+00:00',
      last_received_at: '2026-03-01 12:00:05.000000+00:00',
      acceptance_id: expect.any(Number),
      verdict: 'stored',
      reason: null,
      conflict: null,
      duplicate_of: null,
    });
    expect(answer.headers.get('inlet-acceptance')).toBe(String(answer.body.acceptance_id));
    expect(answer.headers.get('inlet-verdict')).toBe('stored');
    expect((await outcome('seen/2')).status).toBe(404);
    expect((await outcome('seen/1 ä', partoo.part.readonlyChannelId)).status).toBe(404);
    expect((await outcome('seen/1 ä', 'no-channel')).status).toBe(404);
    now = NOW;
  });

  test('a message whose id no path can hold is looked up by its query', async () => {
    const byQuery = (id: string, channelId = partoo.part.channelId) =>
      partoo.get(`${partoo.messagesOf(channelId)}?external_message_id=${encodeURIComponent(id)}`);
    for (const id of ['.', '..', 'a/../b']) {
      const ids = { external_conversation_id: 'dots', external_message_id: id };
      expect((await partoo.ingest(ids)).status).toBe(200);
      const answer = await byQuery(id);
      expect([answer.status, answer.body.external_message_id]).toEqual([200, id]);
      expect(answer.headers.get('inlet-verdict')).toBe('stored');
      expect((await byQuery(id, partoo.part.readonlyChannelId)).status).toBe(404);
    }
    expect((await byQuery('...')).status).toBe(404);
    const none = await partoo.get(partoo.messagesOf(partoo.part.channelId));
    expect(none.status).toBe(400);
  });

  test('a duplicate changes nothing, whatever its conversation or content, and names what differs', async () => {
    const first = await say('first', 'dup');
    const [before] = await threadOf(first);
    const again = await say('first', 'dup');
    expect(again).toMatchObject({
      verdict: 'duplicate',
      conflict: null,
      duplicate_of: first.message_id,
      message_id: first.message_id,
      reason: 'the message is already stored',
    });
    const other = await say('second', 'dup', { content: 'Other', sender_type: 'User' });
    expect(other).toMatchObject({
      verdict: 'duplicate',
      conflict: ['text', 'conversation', 'sender'],
      conversation_id: first.conversation_id,
      external_conversation_id: 'first',
    });
    expect(await threadOf(first)).toEqual([before]);
    const list = (await inlet.get('/inlet/v1/conversations?limit=100')).body.data;
    expect(list.filter((one: Json) => one.externalId === 'second')).toEqual([]);
    // The same in Inlet's own API, by the acceptance and with the sender's own key.
    const key = { token: null, headers: { 'x-APIKey': partoo.part.apiKeys.ORG_ADMIN } };
    const path = `/inlet/v1/acceptances/${other.acceptance_id}`;
    expect((await inlet.get(path, key)).body).toMatchObject({
      vendor: 'partoo',
      verdict: 'duplicate',
      conflict: ['text', 'conversation', 'sender'],
      externalMessageId: 'dup',
    });
  });

  test('name and image are read when the conversation is made, by whoever makes it', async () => {
    const jane = { consumer_name: 'Jane', consumer_image: 'https://img.example/jane.png' };
    const said = await say('named', 'named-1', { ...jane, sender_type: 'User' });
    await say('named', 'named-2', { consumer_name: 'Janet', consumer_image: null });
    expect(await conversationOf(said)).toMatchObject({
      consumer_name: 'Jane',
      consumer_img: 'https://img.example/jane.png',
      has_one_user_message: true,
    });
  });

  test.for<[what: string, value: unknown]>([
    ['null', null],
    ['the text "null"', 'null'],
    ['nothing', undefined],
    ['an empty text', ''],
  ])('%s as name and image means absent', async ([what, value]) => {
    const id = `absent ${what}`;
    const said = await say(id, id, { consumer_name: value, consumer_image: value });
    // A name given later does not count any more.
    await say(id, `${id} later`, {
      consumer_name: 'Late',
      consumer_image: 'https://img.example/l',
    });
    expect(await conversationOf(said)).toMatchObject({ consumer_name: null, consumer_img: null });
  });

  test('history keeps its times: sent_at orders the thread, receipt time stands in for it', async () => {
    const said = await say('history', 'history-3');
    await say('history', 'history-1', { sent_at: '2025-12-24T10:00:00Z', content: 'first' });
    await say('history', 'history-2', { sent_at: '2025-12-24T10:00:00.001Z', content: 'second' });
    expect((await threadOf(said)).map((one: Json) => [one.content, one.date])).toEqual([
      ['Hello', '2026-03-01 12:00:00.000000+00:00'],
      ['second', '2025-12-24 10:00:00.001000+00:00'],
      ['first', '2025-12-24 10:00:00.000000+00:00'],
    ]);
    expect(await conversationOf(said)).toMatchObject({
      first_message_date: '2025-12-24 10:00:00.000000+00:00',
      last_message: { content: 'Hello' },
    });
  });

  test('attachments, which are ours, are kept and shown', async () => {
    const said = await say('files', 'files-1', {
      content: '',
      attachments: [
        { url: 'https://files.example/a.png', type: 'image/png', name: 'a.png', size: 12 },
        { url: 'https://files.example/b', name: null },
      ],
    });
    expect(await threadOf(said)).toMatchObject([
      {
        content_type: 'Image',
        content: 'https://files.example/a.png',
        attachments: [
          { url: 'https://files.example/a.png', type: 'image/png', name: 'a.png', size: 12 },
          {
            url: 'https://files.example/b',
            type: 'application/octet-stream',
            name: null,
            size: null,
          },
        ],
      },
    ]);
    const again = await say('files', 'files-1', { content: '', attachments: [] });
    expect(again.conflict).toEqual(['attachments']);
  });

  test('is_read is the unread count: consumers raise it, users do not', async () => {
    const said = await say('unread', 'unread-1', { sender_type: 'User' });
    const isRead = async () => (await conversationOf(said)).is_read;
    expect(await isRead()).toBe(true);
    await say('unread', 'unread-2');
    expect(await isRead()).toBe(false);
    await partoo.call('POST', `/conversations/${said.conversation_id}/read`);
    expect(await isRead()).toBe(true);
    await say('unread', 'unread-2');
    expect(await isRead()).toBe(true);
  });

  test('a conversation id that looks like the seat of a user stays the consumer', async () => {
    for (const id of ['User', 'User:User', 'User:User:User']) {
      const said = await say(id, `${id} c`);
      await say(id, `${id} u`, { sender_type: 'User' });
      expect((await threadOf(said)).map((one: Json) => one.sender_type)).toEqual([
        'User',
        'Consumer',
      ]);
    }
  });

  test('lists conversations by business and status, page by page', async () => {
    for (let n = 0; n < 5; n += 1) {
      const sent_at = `2027-01-01T00:00:0${n}Z`;
      const said = await say(`page-${n}`, `page-${n}`, { sent_at });
      if (n % 2 === 0) {
        await partoo.call('PATCH', `/conversations/${said.conversation_id}`, { status: 'closed' });
      }
    }
    const { businessId } = partoo.part;
    const list = async (query: string) => (await partoo.get(`/conversations?${query}`)).body;
    const named = ({ conversations }: Json) =>
      conversations.map((one: Json) => one.custom_channel.external_conversation_id);
    const first = await list('per_page=2&status=closed');
    expect([named(first), first.count]).toEqual([['page-4', 'page-2'], 3]);
    const second = await list(`per_page=2&status=closed&cursor=${first.next_cursor}`);
    expect([named(second), second.next_cursor]).toEqual([['page-0'], null]);
    const ours = await list(`per_page=100&business_ids=${businessId}, ${businessId},`);
    expect(named(ours)).toEqual(named(await list('per_page=100')));
    expect(named(ours).slice(0, 5)).toEqual(['page-4', 'page-3', 'page-2', 'page-1', 'page-0']);
    for (const wrong of ['5409c35a97bbc544d8e26737', inlet.other.partoo.businessId]) {
      const { status } = await partoo.get(`/conversations?business_ids=${businessId},${wrong}`);
      expect(status).toBe(403);
    }
  });

  test('pages of a thread leave no gap and show nothing twice', async () => {
    const said = await say('long', 'long-0');
    for (let n = 1; n < 7; n += 1) await say('long', `long-${n}`);
    const seen: string[] = [];
    let query = `conversation_id=${said.conversation_id}&per_page=3`;
    for (;;) {
      const { body } = await partoo.get(`/messages?${query}`);
      expect(body.count).toBe(7);
      seen.push(...body.messages.map((one: Json) => one.custom_channel.external_message_id));
      if (body.next_cursor === null) break;
      query = `conversation_id=${said.conversation_id}&per_page=3&cursor=${body.next_cursor}`;
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `long-${n}`));
  });

  test('assigns to a user, whose id is 24 hex characters', async () => {
    const said = await say('assigned', 'assigned');
    const reply = await partoo.call('POST', '/messages', {
      conversation_id: said.conversation_id,
      content_type: 'Text',
      content: 'Good morning',
    });
    expect(asIs(reply)).toEqual([200, { status: 'success', message_id: expect.any(Number) }]);
    expect(reply.headers.get('inlet-verdict')).toBe('stored');
    const [answer] = await threadOf(said);
    expect(answer).toMatchObject({
      id: reply.body.message_id,
      content: 'Good morning',
      content_type: 'Text',
      sender_type: 'User',
      sender_label: 'admin',
      status: 'Sending',
      user_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      custom_channel: { external_message_id: null },
    });
    const path = `/conversations/${said.conversation_id}`;
    const assign = { assigned_user_id: answer.user_id };
    expect((await partoo.call('PATCH', path, assign)).status).toBe(200);
    expect((await conversationOf(said)).assigned_user_id).toBe(answer.user_id);
    await partoo.call('PATCH', path, { assigned_user_id: 'unassigned' });
    expect((await conversationOf(said)).assigned_user_id).toBe(null);
  });

  test('sends files by their url, and each request once under an Idempotency-Key', async () => {
    const said = await say('sending', 'sending');
    const body = {
      conversation_id: said.conversation_id,
      content_type: 'Document',
      content: 'https://files.example/offer.pdf',
    };
    const headers = { 'x-APIKey': partoo.part.apiKeys.ORG_ADMIN, 'idempotency-key': 'k1' };
    const send = (change: object = {}) =>
      inlet.call('POST', '/v2/messages', { token: null, headers, body: { ...body, ...change } });
    const sent = await send();
    const again = await send();
    expect(again.body).toEqual(sent.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(asIs(await send({ content: 'https://files.example/other.pdf' }))).toEqual([
      409,
      { errors: { json: 'Another request was made under this Idempotency-Key.' } },
    ]);
    expect((await threadOf(said))[0]).toMatchObject({
      content_type: 'Document',
      content: 'https://files.example/offer.pdf',
    });
    expect(await threadOf(said)).toHaveLength(2);
    const refused = await partoo.call('POST', '/messages', { ...body, content: 'offer.pdf' });
    expect(asIs(refused)).toEqual([
      400,
      { errors: { json: { content: 'must be the url of the Document, http or https' } } },
    ]);
  });

  test('a read-only channel takes messages, shows an issue and refuses answers', async () => {
    const path = partoo.messagesOf(partoo.part.readonlyChannelId);
    await partoo.call('POST', path, partoo.message({ external_message_id: 'log-1' }));
    const said = (await outcome('log-1', partoo.part.readonlyChannelId)).body;
    expect((await conversationOf(said)).issues).toEqual(['custom_channel_is_readonly']);
    const body = { conversation_id: said.conversation_id, content_type: 'Text', content: 'Hi' };
    expect(asIs(await partoo.call('POST', '/messages', body))).toEqual([
      400,
      {
        errors: {
          json: {
            conversation_id: 'The channel is read-only: its connector takes no answers.',
          },
        },
      },
    ]);
    const own = `/inlet/v1/conversations/${said.conversation_id}/messages`;
    expect((await inlet.call('POST', own, { body: { text: 'Hi' } })).status).toBe(409);
    expect(await threadOf(said)).toHaveLength(1);
  });

  test('where the provider takes no reply any more, both kinds of answer say since when', async () => {
    const said = await say('over', 'over-1');
    const body = { conversation_id: said.conversation_id, content_type: 'Text', content: 'Hi' };
    const sent = (await partoo.call('POST', '/messages', body)).body.message_id;
    // Nobody is there to be called: it is held.
    await inlet.app.outbox.settled();
    expect((await inlet.call('DELETE', `/inlet/v1/messages/${sent}`)).status).toBe(200);
    const { body: shown } = await inlet.get(`/inlet/v1/conversations/${said.conversation_id}`);
    const [seat] = shown.participants;
    await inlet.app.inbox.importConversation({
      workspaceId: Number(inlet.sandbox.workspace.id),
      channelId: Number(shown.channelId),
      conversation: {
        ...{ externalId: 'over', link: null, status: 'open', seats: [], attributes: {} },
        messages: [
          {
            ...{ externalId: 'over-2', senderExternalId: seat.externalId, text: 'Until noon' },
            ...{ status: 'delivered', writtenAt: now + 1, replyBy: now - 1, attachments: [] },
          },
        ],
      },
    });
    const since = 'The provider takes no reply here since 2026-03-01T11:59:59.999Z.';
    expect(asIs(await partoo.call('POST', '/messages', body))).toEqual([
      400,
      { errors: { json: { conversation_id: since } } },
    ]);
    expect(asIs(await partoo.call('POST', `/messages/${sent}/retry`))).toEqual([
      400,
      { errors: { json: { message_id: since } } },
    ]);
  });

  test("other vendors' conversations are missing here, and ours stand in Inlet's own list", async () => {
    await inlet.receive({ id: 'elsewhere', conversation_id: 'elsewhere' });
    const own = (await inlet.get('/inlet/v1/conversations?limit=100')).body.data;
    const { id } = own.find((one: Json) => one.externalId === 'elsewhere');
    expect((await partoo.get(`/conversations/${id}`)).status).toBe(404);
    expect((await partoo.get(`/messages?conversation_id=${id}`)).status).toBe(404);
    const listed = (await partoo.get('/conversations?per_page=100')).body.conversations;
    expect(listed.map((one: Json) => one.id)).not.toContain(Number(id));
    const seen = own.find((one: Json) => one.externalId === 'named');
    expect(seen).toMatchObject({ vendor: 'partoo', status: 'open' });
  });
});

/** What a connector's messages do to the store, seen through Inlet's own API, on both databases. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engines } from '../../support/database.ts';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;

  beforeAll(async () => {
    inlet = await startApp({ engine });
  });

  afterAll(async () => {
    await inlet[Symbol.asyncDispose]();
  });

  const verdictOf = async (message: Record<string, unknown>) => {
    const answer = await inlet.receive(message);
    expect(answer.status).toBe(200);
    return answer.headers.get('inlet-verdict');
  };
  const stored = async (conversation: string): Promise<Json[]> => {
    const { body } = await inlet.get('/inlet/v1/conversations?limit=100');
    const found = body.data.find((one: Json) => one.externalId === conversation);
    if (found === undefined) return [];
    return (await inlet.get(`/inlet/v1/conversations/${found.id}/messages`)).body.data;
  };
  const conversationOf = async (externalId: string): Promise<Json> => {
    const { body } = await inlet.get('/inlet/v1/conversations?limit=100');
    return body.data.find((one: Json) => one.externalId === externalId);
  };

  test('the same id again updates, and its status only moves forward', async () => {
    const base = { id: 'u1', conversation_id: 'updates' };
    expect(await verdictOf({ ...base, status: 'sent' })).toBe('stored');
    expect(await verdictOf({ ...base, status: 'sent' })).toBe('duplicate');
    expect(await verdictOf({ ...base, status: 'read' })).toBe('updated');
    expect(await verdictOf({ ...base, status: 'delivered' })).toBe('duplicate');
    expect(await verdictOf({ ...base, status: 'failed' })).toBe('duplicate');
    expect(await verdictOf({ ...base, status: 'sent', message: 'Edited' })).toBe('updated');
    expect(await stored('updates')).toMatchObject([
      { externalId: 'u1', status: 'read', text: 'Edited', direction: 'inbound' },
    ]);
    expect((await conversationOf('updates')).unreadCount).toBe(1);
    expect((await conversationOf('updates')).lastMessage.preview).toBe('Edited');
  });

  test('attachments stay when absent and go when the list is empty', async () => {
    const base = { id: 'a1', conversation_id: 'attachments' };
    const attachments = [
      { id: 'x', type: 'image/png', url: 'https://example.com/x.png', size: 1.5 },
    ];
    await verdictOf({ ...base, attachments });
    expect(await verdictOf(base)).toBe('duplicate');
    expect((await stored('attachments'))[0].attachments).toMatchObject([
      {
        externalId: 'x',
        mimeType: 'image/png',
        name: null,
        size: 1.5,
        url: 'https://example.com/x.png',
        previewUrl: null,
        linkExpires: false,
      },
    ]);
    expect(await verdictOf({ ...base, attachments: [] })).toBe('updated');
    expect((await stored('attachments'))[0].attachments).toEqual([]);
  });

  test('messages of one minute keep their order of arrival; others are ordered by time', async () => {
    const conversation_id = 'order';
    for (const [id, created_at] of [
      ['3', '2026-03-01 10:01'],
      ['1', '2026-03-01 10:00'],
      ['2', '2026-03-01 10:00'],
      ['0', '2026-03-01 09:59'],
    ]) {
      await verdictOf({ id, conversation_id, created_at });
    }
    const thread = await stored(conversation_id);
    expect(thread.map(({ externalId }) => externalId)).toEqual(['3', '2', '1', '0']);
    expect((await conversationOf(conversation_id)).lastMessage.writtenAt).toBe(
      '2026-03-01T10:01:00.000Z',
    );
    // The last message turns out to be older: another one is last now.
    await verdictOf({ id: '3', conversation_id, created_at: '2026-03-01 09:00' });
    expect((await conversationOf(conversation_id)).lastMessage.writtenAt).toBe(
      '2026-03-01T10:00:00.000Z',
    );
  });

  test('a seat that turns out to be the business turns its messages', async () => {
    const conversation_id = 'roles';
    await verdictOf({ id: 'r1', conversation_id, sender_id: 'shop' });
    await verdictOf({ id: 'r2', conversation_id, sender_id: 'jane' });
    const before = await conversationOf(conversation_id);
    expect(before.unreadCount).toBe(2);
    const seat = before.participants.find((one: Json) => one.externalId === 'shop');
    expect(seat).toMatchObject({ name: 'shop', isPlaceholder: true, role: 'contact' });
    const path = `/inlet/v1/participants/${seat.id}`;
    const body = { role: 'business', name: 'The shop' };
    expect((await inlet.call('PATCH', path, { body })).body).toMatchObject({
      role: 'business',
      name: 'The shop',
      isPlaceholder: false,
    });
    await verdictOf({ id: 'r3', conversation_id, sender_id: 'shop' });
    const directions = (await stored(conversation_id)).map((one) => [
      one.externalId,
      one.direction,
    ]);
    expect(Object.fromEntries(directions)).toEqual({
      r1: 'outbound',
      r2: 'inbound',
      r3: 'outbound',
    });
    expect((await conversationOf(conversation_id)).unreadCount).toBe(1);
  });

  test('1,000 copies of one id at once are one message and one event', async () => {
    const copies = Array.from({ length: 1_000 }, () =>
      verdictOf({ id: 'storm', conversation_id: 'storm' }),
    );
    const verdicts = await Promise.all(copies);
    expect(verdicts.filter((verdict) => verdict === 'stored')).toHaveLength(1);
    expect(verdicts.filter((verdict) => verdict === 'duplicate')).toHaveLength(999);
    const [message, ...more] = await stored('storm');
    expect(more).toEqual([]);
    expect(await eventsOf(message.id)).toEqual(['message.created']);
  });

  test('50 messages of a new conversation at once make one conversation', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `fresh-${index}`);
    await Promise.all(ids.map((id) => verdictOf({ id, conversation_id: 'fresh' })));
    const { body } = await inlet.get('/inlet/v1/conversations?limit=100');
    expect(body.data.filter((one: Json) => one.externalId === 'fresh')).toHaveLength(1);
    expect(await stored('fresh')).toHaveLength(50);
    expect((await conversationOf('fresh')).unreadCount).toBe(50);
  });

  test('a deleted channel is gone at once, and its id free', async () => {
    const headers = { 'x-api-token': inlet.sandbox.pipedrive.apiToken };
    const add = () =>
      inlet.call('POST', '/v1/channels', {
        token: null,
        headers,
        body: { name: 'Doomed', provider_channel_id: 'doomed' },
      });
    await add();
    const received = await inlet.receive({ id: 'd1', channel_id: 'doomed', conversation_id: 'd' });
    const acceptance = `/inlet/v1/acceptances/${received.headers.get('inlet-acceptance') ?? ''}`;
    const { messageId, conversationId } = (await inlet.get(acceptance)).body;
    await inlet.call('DELETE', '/v1/channels/doomed', { token: null, headers });
    for (const path of [
      acceptance,
      `/inlet/v1/messages/${messageId}`,
      `/inlet/v1/conversations/${conversationId}`,
      `/inlet/v1/conversations/${conversationId}/messages`,
    ]) {
      expect((await inlet.get(path)).status).toBe(404);
    }
    expect((await inlet.receive({ channel_id: 'doomed' })).status).toBe(404);
    expect((await add()).status).toBe(200);
    expect(await verdictOf({ id: 'd1', channel_id: 'doomed', conversation_id: 'd' })).toBe(
      'stored',
    );
    await inlet.app.purger.settled();
    expect(await stored('d')).toHaveLength(1);
  });

  test('text is made well-formed for the store and echoed as it came', async () => {
    const message = 'a\u0000b\ud800c';
    const answer = await inlet.receive({ id: 'odd', conversation_id: 'odd', message });
    expect(answer.status).toBe(200);
    expect((await stored('odd'))[0]).toMatchObject({ externalId: 'odd', text: 'a�b�c' });
  });

  async function eventsOf(messageId: string): Promise<string[]> {
    const types: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await inlet.get(`/inlet/v1/events?limit=100${query}`);
      for (const event of body.data as Json[])
        if (event.messageId === messageId) types.push(event.type);
      cursor = body.nextCursor as string | null;
    }
    return types;
  }
});

// What the API answers about channels, conversations and messages, on both databases.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let channelId: string;
  let conversationId: string;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => NOW });
    await inlet.receive({
      id: 'm1',
      message: 'Hello,\n  is   this on?',
      reply_by: '2026-03-02 10:00',
      conversation_link: 'https://chat.example/c/1',
      attachments: [
        { id: 'a1', type: 'image/png', name: 'cat.png', size: 12, url: 'https://files.example/1' },
        { id: 'a2', type: 'text/html', name: null, size: null, url: 'javascript:alert(1)' },
      ],
    });
    await inlet.receive({
      id: 'm2',
      conversation_id: 'conversation-2',
      sender_id: 'joe',
      status: 'read',
      created_at: '2026-03-01T10:05:00.250Z',
      conversation_link: 'javascript:alert(1)',
    });
    // The sandbox's own conversation would stand in every list.
    const { privateIntegrationToken: token, conversationId: ready } = inlet.sandbox.highlevel;
    const headers = { version: '2021-04-15' };
    await inlet.call('DELETE', `/conversations/${ready}`, { token, headers });
    const { body } = await inlet.get('/inlet/v1/conversations');
    ({ id: conversationId, channelId } = body.data.find(
      (one: Json) => one.externalId === 'conversation-1',
    ));
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  test('lists channels', async () => {
    const { status, headers, body } = await inlet.get('/inlet/v1/channels');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const [sandboxChannel] = body.data.filter((one: Json) => one.vendor === 'pipedrive');
    expect(sandboxChannel).toEqual({
      id: channelId,
      vendor: 'pipedrive',
      externalId: 'sandbox-channel',
      name: 'Sandbox channel',
      avatarUrl: null,
      isReadonly: false,
      businessIds: null,
      attention: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  test('lists conversations, the latest message first, and reads one', async () => {
    const { status, body } = await inlet.get(`/inlet/v1/conversations?channelId=${channelId}`);
    expect(status).toBe(200);
    expect(body.nextCursor).toBe(null);
    expect(body.data.map((one: Json) => one.externalId)).toEqual([
      'conversation-2',
      'conversation-1',
    ]);
    const first = {
      id: conversationId,
      vendor: 'pipedrive',
      channelId,
      externalId: 'conversation-1',
      contactId: expect.stringMatching(/^\d+$/),
      businessId: null,
      status: 'open',
      assignedUserId: null,
      link: 'https://chat.example/c/1',
      unreadCount: 1,
      lastMessage: {
        id: expect.stringMatching(/^\d+$/),
        preview: 'Hello, is this on?',
        direction: 'inbound',
        type: null,
        writtenAt: '2026-03-01T10:00:00.000Z',
      },
      reply: null,
      participants: [
        {
          id: expect.stringMatching(/^\d+$/),
          externalId: 'jane',
          role: 'contact',
          name: expect.any(String),
          isPlaceholder: true,
          avatarUrl: null,
          avatar: null,
          contactId: body.data[1].contactId,
        },
      ],
      createdAt: '2026-03-01T12:00:00.000Z',
      updatedAt: '2026-03-01T12:00:00.000Z',
    };
    expect(body.data[1]).toEqual(first);
    const one = await inlet.get(`/inlet/v1/conversations/${conversationId}`);
    expect([one.status, one.body]).toEqual([200, first]);
  });

  test('makes links of http and https URLs only', async () => {
    const { body } = await inlet.get('/inlet/v1/conversations');
    expect(body.data[0].link).toBe(null);
  });

  test('narrows conversations by channel, status and unread', async () => {
    const idsOf = async (query: string) => {
      const { body } = await inlet.get(`/inlet/v1/conversations?${query}`);
      return body.data.map((one: Json) => one.externalId);
    };
    const both = ['conversation-2', 'conversation-1'];
    expect(await idsOf(`channelId=${channelId}`)).toEqual(both);
    expect(await idsOf('channelId=999999999')).toEqual([]);
    expect(await idsOf(`channelId=${channelId}&status=open`)).toEqual(both);
    expect(await idsOf(`channelId=${channelId}&status=closed`)).toEqual([]);
    expect(await idsOf('unread=true')).toEqual(both);
    expect(await idsOf(`channelId=${channelId}&unread=false`)).toEqual(both);
  });

  test('reads a thread and a message', async () => {
    const path = `/inlet/v1/conversations/${conversationId}/messages`;
    const { status, body } = await inlet.get(path);
    expect(status).toBe(200);
    const message = {
      id: expect.stringMatching(/^\d+$/),
      channelId,
      conversationId,
      externalId: 'm1',
      direction: 'inbound',
      type: null,
      status: 'sent',
      text: 'Hello,\n  is   this on?',
      sender: {
        participantId: expect.stringMatching(/^\d+$/),
        externalId: 'jane',
        name: expect.any(String),
        role: 'contact',
      },
      attachments: [
        {
          externalId: 'a1',
          mimeType: 'image/png',
          name: 'cat.png',
          size: 12,
          url: 'https://files.example/1',
          previewUrl: null,
          linkExpires: false,
          copy: { state: 'waiting', reason: null, url: null, mediaType: null, size: null },
        },
        {
          externalId: 'a2',
          mimeType: 'text/html',
          name: null,
          size: null,
          url: null,
          previewUrl: null,
          linkExpires: false,
          copy: { state: 'waiting', reason: null, url: null, mediaType: null, size: null },
        },
      ],
      reply: null,
      link: 'https://chat.example/c/1',
      replyBy: '2026-03-02T10:00:00.000Z',
      writtenAt: '2026-03-01T10:00:00.000Z',
      receivedAt: '2026-03-01T12:00:00.000Z',
      updatedAt: '2026-03-01T12:00:00.000Z',
    };
    expect(body).toEqual({ data: [message], nextCursor: null });
    const one = await inlet.get(`/inlet/v1/messages/${body.data[0].id}`);
    expect([one.status, one.body]).toEqual([200, body.data[0]]);
  });

  test('corrects a seat; a changed role turns its messages and the unread count', async () => {
    await inlet.receive({ id: 't1', conversation_id: 'turned', sender_id: 'shop' });
    await inlet.receive({ id: 't2', conversation_id: 'turned', sender_id: 'ann' });
    const [conversation] = (
      await inlet.get('/inlet/v1/conversations?unread=true')
    ).body.data.filter((one: Json) => one.externalId === 'turned');
    expect(conversation.unreadCount).toBe(2);
    const seat = conversation.participants.find((one: Json) => one.externalId === 'shop');
    const body = { name: 'The shop', role: 'business' };
    const patched = await inlet.call('PATCH', `/inlet/v1/participants/${seat.id}`, { body });
    expect([patched.status, patched.body]).toEqual([
      200,
      { ...seat, name: 'The shop', role: 'business', isPlaceholder: false },
    ]);
    const after = await inlet.get(`/inlet/v1/conversations/${conversation.id}`);
    expect(after.body.unreadCount).toBe(1);
    const thread = await inlet.get(`/inlet/v1/conversations/${conversation.id}/messages`);
    expect(
      thread.body.data.map((one: Json) => [one.externalId, one.direction, one.sender.name]),
    ).toEqual([
      ['t2', 'inbound', expect.any(String)],
      ['t1', 'outbound', 'The shop'],
    ]);
  });

  test('tells events in order, and goes on after the last one seen', async () => {
    const all = await inlet.get('/inlet/v1/events?limit=100');
    expect(all.body.data[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      type: 'channel.created',
      channelId,
      conversationId: null,
      messageId: null,
      payload: {},
      createdAt: expect.stringMatching(/Z$/),
    });
    const seatEvent = all.body.data.find((one: Json) => one.type === 'participant.updated');
    expect(seatEvent.payload).toEqual({ participantId: expect.stringMatching(/^\d+$/) });
    const { id } = all.body.data.at(-1);
    expect((await inlet.get(`/inlet/v1/events?after=${id}`)).body).toEqual({
      data: [],
      nextCursor: null,
    });
    await inlet.receive({ id: 'later' });
    const next = await inlet.get(`/inlet/v1/events?after=${id}`);
    expect(next.body.data.map((one: Json) => one.type)).toEqual(['message.created']);
  });
});

/**
 * Conversations through the vendor's own client (docs/highlevel.md#conversation-objects), on both
 * engines.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type Json, type RunningApp } from '../../support/app.ts';
import { engines } from '../../support/database.ts';
import { clientOf } from './client.ts';

const ID = /^[0-9A-Za-z]{20}$/;
const UUID = /^[0-9a-f-]{36}$/;
const START = Date.parse('2026-03-01T12:00:00.000Z');

describe.each(engines)('on %s', (engine) => {
  const clock = { now: START };
  let inlet: RunningApp;
  let client: ReturnType<typeof clientOf>;
  let locationId: string;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => clock.now });
    ({ locationId } = inlet.sandbox.highlevel);
    client = clientOf(inlet.url, inlet.sandbox.highlevel.privateIntegrationToken);
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  async function newContact(body: object): Promise<string> {
    const { contact } = await client.contacts.createContact({ locationId, ...body });
    return contact?.id ?? '';
  }
  async function newConversation(contactId: string): Promise<string> {
    const made = await client.conversations.createConversation({ locationId, contactId });
    return (made as Json).conversation.id as string;
  }
  const search = async (query: object = {}): Promise<Json> =>
    client.conversations.searchConversation({ locationId, ...query });
  const found = async (query: object): Promise<string[]> =>
    (await search(query)).conversations.map(({ id }: Json) => id as string);

  test('one is started, once for each contact', async () => {
    const contactId = await newContact({ name: 'First' });
    const made = await client.conversations.createConversation({ locationId, contactId });
    expect(made).toEqual({
      success: true,
      conversation: {
        id: expect.stringMatching(ID),
        dateUpdated: '2026-03-01T12:00:00.000Z',
        dateAdded: '2026-03-01T12:00:00.000Z',
        lastMessageDate: '2026-03-01T12:00:00.000Z',
        deleted: false,
        unreadCount: 0,
        contactId,
        locationId,
      },
      traceId: expect.stringMatching(UUID),
    });
    const { status, body } = await inlet.call('POST', '/conversations', {
      token: inlet.sandbox.highlevel.privateIntegrationToken,
      headers: { version: '2021-04-15' },
      body: { locationId, contactId },
    });
    expect([status, body]).toEqual([
      400,
      {
        statusCode: 400,
        message: `Conversation with the contact id:${contactId} already exists!`,
        error: 'Bad Request',
        traceId: expect.stringMatching(UUID),
        conversationId: made.conversation.id,
      },
    ]);
  });

  test('with and without a slash at its end, the path answers 201 and never a redirect', async () => {
    for (const path of ['/conversations', '/conversations/', '/contacts', '/contacts/']) {
      const contactId = await newContact({ name: 'Of a path' });
      const { privateIntegrationToken } = inlet.sandbox.highlevel;
      const answer = await fetch(inlet.url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${privateIntegrationToken}`,
          ...{ version: 'v3', 'content-type': 'application/json' },
        },
        body: JSON.stringify(
          path.startsWith('/contacts') ? { locationId, name: path } : { locationId, contactId },
        ),
      });
      await answer.body?.cancel();
      expect([path, answer.status]).toEqual([path, 201]);
    }
  });

  test('many who start it at once start one', async () => {
    const contactId = await newContact({ name: 'Sought by many' });
    const start = () => client.conversations.createConversation({ locationId, contactId });
    const answers = await Promise.allSettled(Array.from({ length: 8 }, start));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(new Set(refused.map((one: Json) => one.statusCode))).toEqual(new Set([400]));
    expect(await found({ contactId })).toHaveLength(1);
  });

  test('first messages that come at once make one conversation, with all of them', async () => {
    const contactId = await newContact({ name: 'Written to by many' });
    const post = (n: number) =>
      client.conversations.addAnInboundMessage({
        ...{ type: ['SMS', 'FB', 'WhatsApp'][n % 3], contactId, message: `m${n}` },
        direction: 'inbound',
      } as never);
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => post(n)));
    const conversations = new Set(answers.map((one) => one.conversationId));
    expect(conversations.size).toBe(1);
    expect(new Set(answers.map((one) => one.messageId)).size).toBe(60);
    const [conversationId = ''] = conversations;
    expect(await found({ contactId })).toEqual([conversationId]);
    const { unreadCount } = await client.conversations.getConversation({ conversationId });
    expect(unreadCount).toBe(60);
    await client.conversations.deleteConversation({ conversationId });
  });

  test('it is read, marked and deleted', async () => {
    const contactId = await newContact({ name: 'Marked' });
    const conversationId = await newConversation(contactId);
    const shown = {
      id: conversationId,
      contactId,
      locationId,
      deleted: false,
      inbox: true,
      type: 1,
      unreadCount: 0,
      starred: false,
      dateAdded: '2026-03-01T12:00:00.000Z',
      dateUpdated: '2026-03-01T12:00:00.000Z',
      traceId: expect.stringMatching(UUID),
    };
    expect(await client.conversations.getConversation({ conversationId })).toEqual(shown);
    const marks = { locationId, unreadCount: 3, starred: true, feedback: { rating: 'positive' } };
    expect(await client.conversations.updateConversation({ conversationId }, marks)).toEqual({
      success: true,
      conversation: {
        id: conversationId,
        locationId,
        contactId,
        lastMessageBody: '',
        lastMessageType: '',
        lastMessageDate: String(START),
        unreadCount: 3,
        inbox: true,
        starred: true,
        deleted: false,
      },
      traceId: expect.stringMatching(UUID),
    });
    expect(await client.conversations.getConversation({ conversationId })).toEqual({
      ...shown,
      unreadCount: 3,
      starred: true,
    });
    expect(await found({ status: 'starred' })).toEqual([conversationId]);
    expect(await found({ status: 'unread' })).toEqual([conversationId]);
    await client.conversations.updateConversation(
      { conversationId },
      { locationId, unreadCount: 0, starred: false },
    );
    expect(await found({ status: 'unread' })).toEqual([]);
    expect(await found({ status: 'starred' })).toEqual([]);

    expect(await client.conversations.deleteConversation({ conversationId })).toEqual({
      success: true,
      traceId: expect.stringMatching(UUID),
    });
    await expect(client.conversations.getConversation({ conversationId })).rejects.toMatchObject({
      statusCode: 400,
      message: 'Conversation not found: the location has no conversation of this id.',
    });
    expect(await newConversation(contactId)).not.toBe(conversationId);
  });

  test('it goes with its contact', async () => {
    const contactId = await newContact({ name: 'Leaving' });
    const conversationId = await newConversation(contactId);
    await client.contacts.deleteContact({ contactId });
    await expect(client.conversations.getConversation({ conversationId })).rejects.toMatchObject({
      statusCode: 400,
    });
    expect(await found({ contactId })).toEqual([]);
  });

  test('a search shows what the vendor shows', async () => {
    const contactId = await newContact({
      name: 'Shown Whole',
      email: 'shown@example.com',
      phone: '+12015550777',
      tags: ['vip'],
    });
    const conversationId = await newConversation(contactId);
    expect(await search({ query: 'shown@example.com' })).toEqual({
      conversations: [
        {
          id: conversationId,
          contactId,
          locationId,
          deleted: false,
          unreadCount: 0,
          lastMessageBody: '',
          lastMessageType: '',
          type: 'TYPE_PHONE',
          fullName: 'Shown Whole',
          contactName: 'Shown Whole',
          email: 'shown@example.com',
          phone: '+12015550777',
          tags: ['vip'],
          followers: [],
          scoring: [],
          inbox: true,
          starred: false,
          lastMessageDate: START,
          dateAdded: START,
          dateUpdated: START,
          sort: [START],
        },
      ],
      total: 1,
      traceId: expect.stringMatching(UUID),
    });
    expect(await found({ query: 'whole sho' })).toEqual([conversationId]);
    expect(await found({ query: '+1 (201) 555-0777' })).toEqual([conversationId]);
    expect(await found({ query: '2015550777' })).toEqual([conversationId]);
    expect(await found({ id: conversationId })).toEqual([conversationId]);
    expect(await found({ id: 'x' })).toEqual([]);
    expect(await found({ contactId: 'x' })).toEqual([]);
    expect(await found({ followers: 'anybody' })).toEqual([]);
    expect(await found({ lastMessageType: 'TYPE_SMS' })).toEqual([]);
    expect(await found({ query: 'shown', assignedTo: 'unassigned' })).toEqual([conversationId]);
    expect(await found({ query: 'shown', assignedTo: 'somebody' })).toEqual([]);
    expect(await found({ query: 'shown', startDate: START + 1 })).toEqual([]);
    expect(await found({ query: 'shown', startDate: START, endDate: START })).toHaveLength(1);
  });

  test('whom a conversation is assigned to is shown, and found by', async () => {
    const conversationId = await newConversation(await newContact({ name: 'Assigned Somebody' }));
    const [own] = (await inlet.get('/inlet/v1/conversations')).body.data;
    const [user] = (await inlet.get('/inlet/v1/users')).body.data;
    await inlet.call('PATCH', `/inlet/v1/conversations/${String(own.id)}`, {
      body: { assignedUserId: user.id },
    });
    const { assignedTo } = (await search({ sort: 'desc', limit: 100 })).conversations.find(
      (one: Json) => one.assignedTo !== undefined,
    );
    expect(assignedTo).toMatch(ID);
    expect(await found({ assignedTo: `${assignedTo as string},unassigned` })).toContain(
      conversationId,
    );
    expect(await found({ assignedTo })).toHaveLength(1);
  });

  test('pages follow each other by time, and none is lost where times are equal', async () => {
    const times = [0, 1, 1, 1, 2, 3, 3, 4].map((minute) => START + 3_600_000 + minute * 60_000);
    const ids: string[] = [];
    for (const [index, time] of times.entries()) {
      clock.now = time;
      ids.push(await newConversation(await newContact({ name: `Pagefellow ${index}` })));
    }
    for (const sort of ['asc', 'desc'] as const) {
      const seen: string[] = [];
      let startAfterDate: number | undefined;
      for (;;) {
        const page = await search({ query: 'pagefellow', sort, limit: 2, startAfterDate });
        expect(page.total).toBe(8);
        if (page.conversations.length === 0) break;
        seen.push(...page.conversations.map(({ id }: Json) => id as string));
        startAfterDate = page.conversations.at(-1).sort[0] as number;
      }
      expect(seen).toHaveLength(8);
      expect(new Set(seen)).toEqual(new Set(ids));
      expect(seen[0]).toBe(sort === 'asc' ? ids[0] : ids[7]);
    }
  });

  test('what belongs to another location is missing in this one', async () => {
    const theirs = inlet.other.highlevel;
    const message = 'Contact not found: the location has no contact of this id.';
    for (const contactId of [theirs.contactId, 'x'.repeat(20)]) {
      await expect(
        client.conversations.createConversation({ locationId, contactId }),
      ).rejects.toMatchObject({ statusCode: 400, message });
    }
    for (const conversationId of [theirs.conversationId, 'x'.repeat(20)]) {
      await expect(
        client.conversations.updateConversation({ conversationId }, { locationId, starred: true }),
      ).rejects.toMatchObject({
        statusCode: 400,
        message: 'Conversation not found: the location has no conversation of this id.',
      });
    }
    expect(await found({ contactId: theirs.contactId })).toEqual([]);
    expect(await found({ id: theirs.conversationId })).toEqual([]);
  });

  test('faults are told in the sentences of the vendor', async () => {
    await expect(
      client.conversations.createConversation({ locationId } as never),
    ).rejects.toMatchObject({
      statusCode: 422,
      response: { message: ['contactId must be a string', 'contactId should not be empty'] },
    });
    await expect(search({ limit: 1_000, sort: 'up', startAfterDate: 'x' })).rejects.toMatchObject({
      statusCode: 422,
      response: {
        message: [
          'sort must be a valid enum value',
          'startAfterDate must be a number conforming to the specified constraints',
          'limit must not be greater than 100',
        ],
      },
    });
  });
});

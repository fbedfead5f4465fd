// Opening, closing, assigning and marking read, on both databases.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, RunningApp } from '../support/app.ts';
import { startApp } from '../support/app.ts';
import { engines } from '../support/database.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const LATER = '2026-03-01T12:00:01.000Z';

describe.each(engines)('on %s', (engine) => {
  let inlet: RunningApp;
  let now = NOW;

  beforeAll(async () => {
    inlet = await startApp({ engine, now: () => now });
  });
  afterAll(() => inlet[Symbol.asyncDispose]());

  /** A conversation of its own with two unread messages. */
  async function talk(name: string): Promise<string> {
    now = NOW;
    await inlet.receive({ id: `${name}-1`, conversation_id: name });
    await inlet.receive({ id: `${name}-2`, conversation_id: name });
    now = NOW + 1_000;
    const { body } = await inlet.get('/inlet/v1/conversations?limit=100');
    return body.data.find((one: Json) => one.externalId === name).id;
  }

  const patch = (id: string, body: object, token?: string) =>
    inlet.call('PATCH', `/inlet/v1/conversations/${id}`, { body, ...(token && { token }) });
  const read = (id: string, token?: string) =>
    inlet.call('POST', `/inlet/v1/conversations/${id}/read`, { ...(token && { token }) });
  const eventsOf = async (id: string) => {
    const { body } = await inlet.get('/inlet/v1/events?limit=100');
    return body.data
      .filter((one: Json) => one.conversationId === id && one.messageId === null)
      .map((one: Json) => [one.type, one.payload, one.createdAt]);
  };
  const userId = () => String(inlet.sandbox.pipedrive.userId);

  test('closes as dealt with and opens, with an event each time it changes and none when it is so', async () => {
    const id = await talk('closing');
    const before = (await inlet.get(`/inlet/v1/conversations/${id}`)).body;
    const closed = await patch(id, { status: 'closed' });
    expect([closed.status, closed.body]).toEqual([
      200,
      { ...before, status: 'closed', unreadCount: 0, updatedAt: LATER },
    ]);
    expect((await inlet.get(`/inlet/v1/conversations/${id}`)).body).toEqual(closed.body);
    now += 1_000;
    expect((await patch(id, { status: 'closed' })).body).toEqual(closed.body);
    expect((await patch(id, { status: 'open' })).body.status).toBe('open');
    expect(before.unreadCount).toBe(2);
    expect(await eventsOf(id)).toEqual([
      ['conversation.updated', { fields: ['status', 'unreadCount'] }, LATER],
      ['conversation.updated', { fields: ['status'] }, '2026-03-01T12:00:02.000Z'],
    ]);
  });

  test('assigns to a user of the workspace and to nobody, together with a status in one event', async () => {
    const id = await talk('assigning');
    const both = await patch(id, { status: 'closed', assignedUserId: userId() });
    expect([both.body.status, both.body.assignedUserId]).toEqual(['closed', userId()]);
    const free = await patch(id, { assignedUserId: null });
    expect([free.body.status, free.body.assignedUserId]).toEqual(['closed', null]);
    expect(await eventsOf(id)).toEqual([
      ['conversation.updated', { fields: ['status', 'assignedUserId', 'unreadCount'] }, LATER],
      ['conversation.updated', { fields: ['assignedUserId'] }, LATER],
    ]);
  });

  test('assigns to nobody of another workspace, and to nothing that is no user', async () => {
    const id = await talk('strangers');
    for (const assignedUserId of [String(inlet.other.pipedrive.userId), '987654321', 'jane', '']) {
      const { status, body } = await patch(id, { status: 'closed', assignedUserId });
      expect([status, body.code, body.errors[0].path]).toEqual([400, 'invalid', 'assignedUserId']);
    }
    expect((await inlet.get(`/inlet/v1/conversations/${id}`)).body.status).toBe('open');
    expect(await eventsOf(id)).toEqual([]);
  });

  test('marks read once, and later messages count anew', async () => {
    const id = await talk('reading');
    const marked = await read(id);
    expect([marked.status, marked.body.unreadCount, marked.body.updatedAt]).toEqual([
      200,
      0,
      LATER,
    ]);
    now += 1_000;
    expect((await read(id)).body).toEqual(marked.body);
    expect(await eventsOf(id)).toEqual([
      ['conversation.updated', { fields: ['unreadCount'] }, LATER],
    ]);
    await inlet.receive({ id: 'reading-3', conversation_id: 'reading' });
    await inlet.receive({ id: 'reading-4', conversation_id: 'reading', sender_id: 'shop' });
    expect((await inlet.get(`/inlet/v1/conversations/${id}`)).body.unreadCount).toBe(2);
  });

  test('a role learnt later does not bring back what was read', async () => {
    const id = await talk('learning');
    await inlet.receive({ id: 'learning-3', conversation_id: 'learning', sender_id: 'shop' });
    await read(id);
    await inlet.receive({ id: 'learning-4', conversation_id: 'learning', sender_id: 'shop' });
    const { body } = await inlet.get(`/inlet/v1/conversations/${id}`);
    const seat = body.participants.find((one: Json) => one.externalId === 'shop');
    const turn = (role: string) =>
      inlet.call('PATCH', `/inlet/v1/participants/${seat.id}`, { body: { role } });
    const unread = async () => (await inlet.get(`/inlet/v1/conversations/${id}`)).body.unreadCount;
    expect(await unread()).toBe(1);
    await turn('business');
    expect(await unread()).toBe(0);
    await turn('contact');
    expect(await unread()).toBe(1);
  });

  test('refuses what it cannot do', async () => {
    const id = await talk('refusing');
    const faults = async (body: object) => (await patch(id, body)).body.errors;
    expect(await faults({})).toEqual([{ path: 'body', message: 'must not be empty' }]);
    expect(await faults({ status: 'Closed' })).toEqual([
      { path: 'status', message: 'must be one of open, closed' },
    ]);
    expect(await faults({ unread: 0 })).toEqual([{ path: 'unread', message: 'is not known here' }]);
    const viewer = await inlet.tokenOf('viewer');
    expect((await patch(id, { status: 'closed' }, viewer)).status).toBe(403);
    expect((await read(id, viewer)).status).toBe(403);
    expect((await patch('987654321', { status: 'closed' })).status).toBe(404);
    expect((await read('987654321')).status).toBe(404);
  });
});

/**
 * Reading messages, and the small routes around them: docs/highlevel.md#message-objects, #calls,
 * #typing.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../support/app.ts';
import { Location, UUID } from './location.ts';

const clock = { now: Date.parse('2026-03-01T12:00:00.000Z') };
let location: Location;

beforeAll(async () => {
  location = await Location.start({ now: () => clock.now });
});
afterAll(() => location[Symbol.asyncDispose]());

const trace = expect.stringMatching(UUID) as string;
const refusal = (statusCode: number, message: unknown, error: string, more: object = {}) => ({
  ...{ statusCode, message, error, traceId: trace },
  ...more,
});
const textsOf = (messages: Answer['body'][]) => messages.map(({ body }) => body as string);

describe('the messages of a conversation', () => {
  test('come in pages, newest first', async () => {
    const messages = Array.from({ length: 7 }, (_, n) => ({ message: `m${n}` }));
    const { conversationId } = await location.conversationWith(...messages);
    const seen: string[] = [];
    let path = `/conversations/${conversationId}/messages?limit=3`;
    for (;;) {
      const { body } = await location.get(path);
      expect(body.traceId).toMatch(UUID);
      seen.push(...textsOf(body.messages.messages));
      expect(body.messages.lastMessageId).toBe(body.messages.messages.at(-1).id);
      if (body.messages.nextPage === false) break;
      path = `/conversations/${conversationId}/messages?limit=3&lastMessageId=${body.messages.lastMessageId}`;
    }
    expect(seen).toEqual(['m6', 'm5', 'm4', 'm3', 'm2', 'm1', 'm0']);
    const { body } = await location.get(`/conversations/${conversationId}/messages`);
    expect(body.messages.messages).toHaveLength(7);
  });

  test('are filtered by type, and an unknown type finds none', async () => {
    const { conversationId } = await location.conversationWith(
      { message: 'sms' },
      { type: 'Email', html: 'mail' },
      { type: 'FB', message: 'fb' },
      { type: 'Live_Chat', message: 'chat' },
    );
    const of = async (type: string) => {
      const path = `/conversations/${conversationId}/messages?type=${type}`;
      const { status, body } = await location.get(path);
      return [status, textsOf(body.messages.messages), body.messages.nextPage as boolean];
    };
    expect(await of('TYPE_SMS')).toEqual([200, ['sms'], false]);
    expect(await of('TYPE_EMAIL,TYPE_FACEBOOK')).toEqual([200, ['fb', 'mail'], false]);
    expect(await of('TYPE_INTERNAL_COMMENTS')).toEqual([200, [], false]);
    expect(await of('')).toEqual([200, ['chat', 'fb', 'mail', 'sms'], false]);
  });

  test('are refused where something is wrong', async () => {
    const { conversationId } = await location.conversationWith({ message: 'x' });
    const other = await location.conversationWith({ message: 'y' });
    const base = `/conversations/${conversationId}/messages`;
    const cases: [string, number, unknown][] = [
      [
        '/conversations/ve9EPM428h8vShlRW1KT/messages',
        404,
        'The conversation does not exist in this location.',
      ],
      [`${base}?limit=0`, 422, ['limit must not be less than 1']],
      [`${base}?limit=101`, 422, ['limit must not be greater than 100']],
      [
        `${base}?lastMessageId=${other.messageId}`,
        400,
        'The lastMessageId is not one of this conversation. Send the lastMessageId of the page before, or none.',
      ],
    ];
    for (const [path, status, message] of cases) {
      const answer = await location.get(path);
      expect([answer.status, answer.body.message]).toEqual([status, message]);
    }
  });

  test('a message is answered flat and, beside it, under message', async () => {
    const { messageId } = await location.conversationWith({ message: 'x' });
    const { body } = await location.get(`/conversations/messages/${messageId}`);
    const { message, traceId, ...flat } = body;
    expect(flat).toMatchObject({ id: messageId, body: 'x' });
    expect([message, traceId]).toEqual([flat, expect.any(String)]);
  });

  test('a message and an e-mail that do not exist: 404', async () => {
    const { messageId } = await location.conversationWith({ message: 'x' });
    for (const path of ['ve9EPM428h8vShlRW1KT', 'x', `email/${messageId}`]) {
      const { status, body } = await location.get(`/conversations/messages/${path}`);
      const message = 'The message does not exist in this location.';
      expect([status, body]).toEqual([404, refusal(404, message, 'Not Found')]);
    }
  });
});

test('what is documented and not served says so', async () => {
  for (const path of ['upload/initiate', 'upload/complete', 'review-reply']) {
    const url = `/conversations/messages/${path}`;
    const { status, body } = await location.call('POST', url, {});
    const message = `POST ${url} is a documented route that Inlet does not serve.`;
    expect([status, body.message]).toEqual([404, message]);
  }
  const url = '/conversations/messages/email/x/status';
  expect((await location.call('PUT', url, {})).body.message).toBe(
    `PUT ${url} is a documented route that Inlet does not serve.`,
  );
});

test('typing is taken', async () => {
  const { conversationId } = await location.conversationWith({ type: 'Live_Chat', message: 'x' });
  const body = {
    locationId: location.sandbox.locationId,
    isTyping: 'true',
    visitorId: 'v',
    conversationId,
  };
  const path = '/conversations/providers/live-chat/typing';
  const answer = await location.call('POST', path, body);
  expect([answer.status, answer.body]).toEqual([201, { success: true, traceId: trace }]);
  expect((await location.call('POST', path, { ...body, isTyping: true })).status).toBe(201);
  expect((await location.call('POST', path, { ...body, visitorId: undefined })).status).toBe(422);
  const missing = await location.call('POST', path, { ...body, conversationId: 'x' });
  expect(missing.status).toBe(404);
  const foreign = await location.call('POST', path, { ...body, locationId: 'x' });
  expect([foreign.status, foreign.body.message]).toEqual([
    403,
    'The token does not have access to this location.',
  ]);
});

test('nothing was recorded, and nothing transcribed', async () => {
  const { messageId } = await location.conversationWith({
    type: 'Call',
    conversationProviderId: location.providers.call,
  });
  const { locationId } = location.sandbox;
  for (const path of [
    `/conversations/messages/${messageId}/locations/${locationId}/recording`,
    `/conversations/locations/${locationId}/messages/${messageId}/transcription`,
    `/conversations/locations/${locationId}/messages/${messageId}/transcription/download`,
  ]) {
    const { status, body } = await location.get(path);
    const more = { canonicalCode: 'CONVERSATIONS_MSG_RECORDING_NOT_FOUND' };
    const message = 'The message has no recording.';
    expect([status, body]).toEqual([400, refusal(400, message, 'Bad Request', more)]);
    expect((await location.get(path.replace(messageId, 'x'))).status).toBe(404);
    expect((await location.get(path.replace(locationId, 'x'))).status).toBe(403);
  }
});

import { expect, test } from 'vitest';
import { newReply, replyChannelOf } from './new-reply.ts';
import { deadlineOf, isForLater, isWindowOver } from './reply-window.ts';

test.each([
  ['the own channel of the conversation', 5, null, 9, 5],
  ['that one, asked for', 5, 5, 9, 5],
  ['no other than that one', 5, 6, 9, null],
  ['the one asked for', null, 6, 9, 6],
  ['that of the newest inbound message', null, null, 9, 9],
  ['none where nothing came in', null, null, undefined, null],
] as const)('a reply goes out on %s', (_, channelId, asked, newest, expected) => {
  const answered = newest === undefined ? undefined : { channelId: newest };
  expect(replyChannelOf({ channelId }, asked, answered)).toBe(expected);
});

const place = { workspaceId: 1, conversationId: 2, channelId: 3, participantId: 4 };
const content = { text: 'Hi', attachments: [], attributes: {} };
const usual = { type: 'Email', threadId: 8 };

test.each([
  ['as what it answers', null, null, { type: 'Email', threadId: 8 }],
  ['as asked for, in no thread', 'SMS', null, { type: 'SMS', threadId: null }],
  ['in the thread asked for', 'Email', 7, { type: 'Email', threadId: 7 }],
  ['beginning a thread of its own', 'Email', 'own', { type: 'Email', threadId: 10 }],
] as const)('a reply is made %s', (_, type, thread, expected) => {
  const message = newReply(10, { ...place, ...content, type, thread }, usual, 1_000);
  expect(message).toMatchObject({ ...expected, direction: 'outbound', status: 'pending' });
});

test('a window is over at its very time, and what is for later is not due at its own', () => {
  expect([isWindowOver(null, 5), isWindowOver(6, 5), isWindowOver(5, 5)]).toEqual([
    ...[false, false, true],
  ]);
  expect([isForLater(null, 5), isForLater(6, 5), isForLater(5, 5)]).toEqual([false, true, false]);
  expect(deadlineOf(null, 0)).toBe(604_800_000);
  expect(deadlineOf(3_000, 0)).toBe(3_000);
});

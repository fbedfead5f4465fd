import { expect, test } from 'vitest';
import type { Message } from '../nouns.ts';
import { firstUnread, itemsOf } from './thread-items.ts';

const at = (time: string) => `2026-03-01T${time}:00.000Z`;
const message = (id: string, time: string, more: Partial<Message> = {}) =>
  ({
    ...{ id, direction: 'inbound', writtenAt: at(time), receivedAt: at(time) },
    sender: { participantId: '1' },
    ...more,
  }) as Message;
const dayOf = (time: string) => time.slice(0, 10);
const firsts = (messages: Message[], newFrom: string | null = null) =>
  itemsOf(messages, newFrom, dayOf)
    .filter((item) => item.kind === 'message')
    .map((item) => item.isFirst);

test('a sender within five minutes is together; another sender, direction or later is not', () => {
  const other = { sender: { participantId: '2' } as Message['sender'] };
  expect(firsts([message('1', '10:00'), message('2', '10:05'), message('3', '10:11')])).toEqual([
    ...[true, false, true],
  ]);
  expect(firsts([message('1', '10:00'), message('2', '10:01', other)])).toEqual([true, true]);
  const mine = message('2', '10:01', { direction: 'outbound' });
  expect(firsts([message('1', '10:00'), mine])).toEqual([true, true]);
});

test('each day has a line, and the first unread one has', () => {
  const messages = [message('1', '10:00'), message('2', '10:01')];
  const kinds = itemsOf(messages, '2', dayOf).map(({ kind }) => kind);
  expect(kinds).toEqual(['day', 'message', 'new', 'message']);
  expect(firsts(messages, '2')).toEqual([true, true]);
});

test('unread are the last to arrive, even one that was written long before', () => {
  const late = message('9', '09:00');
  const messages = [late, message('1', '10:00'), message('2', '10:01', { direction: 'outbound' })];
  expect(firstUnread(messages, 1)).toBe('9');
  expect(firstUnread(messages, 2)).toBe('9');
  expect(firstUnread(messages, 0)).toBeNull();
});

test('a message that came after what was written later says that it came late', () => {
  const late = message('9', '09:00', { receivedAt: at('14:05') });
  const items = itemsOf([late, message('1', '10:00')], null, dayOf);
  expect(items.flatMap((item) => (item.kind === 'message' ? [item.isLate] : []))).toEqual([
    ...[true, false],
  ]);
});

import { expect, test } from 'vitest';
import type { Conversation } from '../nouns.ts';
import { belongs, byActivity, rowsOf, withFirstPage } from './list-order.ts';

const row = (id: string, more: Partial<Conversation> = {}) =>
  ({
    ...{ id, status: 'open', assignedUserId: null, unreadCount: 0, channelId: '1' },
    ...{ lastMessage: null, createdAt: `2026-01-0${id}`, updatedAt: '2026-01-01' },
    ...more,
  }) as Conversation;

test('the newest activity is first; of one time, the newer conversation', () => {
  const rows = [row('1'), row('3'), row('2', { createdAt: '2026-01-03' })];
  expect(rows.sort(byActivity).map(({ id }) => id)).toEqual(['3', '2', '1']);
});

test('a message dated years ahead leads no list for longer than a minute', () => {
  const at = (time: string, updatedAt: string) => ({
    lastMessage: { writtenAt: time } as Conversation['lastMessage'],
    updatedAt,
  });
  const rows = [
    row('1', at('2031-01-01T00:00:00.000Z', '2026-03-01T12:00:00.000Z')),
    row('2', at('2026-03-01T12:00:59.000Z', '2026-03-01T12:00:59.000Z')),
    row('3', at('2026-03-01T12:01:01.000Z', '2026-03-01T12:01:01.000Z')),
  ];
  expect(rows.sort(byActivity).map(({ id }) => id)).toEqual(['3', '1', '2']);
});

test.each([
  ['mine', { assignedUserId: '5' }, true],
  ['mine', { assignedUserId: '6' }, false],
  ['unassigned', {}, true],
  ['unassigned', { status: 'closed' }, false],
  ['unread', { unreadCount: 2 }, true],
  ['closed', {}, false],
] as const)('in %s a conversation with %j: %s', (view, more, is) => {
  expect(belongs(row('1', more), { view, channel: null }, '5')).toBe(is);
  expect(belongs(row('1', more), { view, channel: '2' }, '5')).toBe(false);
});

test('a conversation that is in two pages is shown as it was changed last', () => {
  const newer = row('1', { updatedAt: '2026-02-01', unreadCount: 1 });
  const pages = [
    { data: [newer], nextCursor: 'a' },
    { data: [row('1'), row('2')], nextCursor: null },
  ];
  expect([...rowsOf(pages).values()].map((one) => one.unreadCount)).toEqual([1, 0]);
});

test('a first page that is read again loses nothing that it has pushed down', () => {
  const pages = [{ data: [row('2'), row('1')], nextCursor: 'a' }];
  const [first] = withFirstPage(pages, [row('3'), row('2', { unreadCount: 4 })]);
  expect(first?.data.map(({ id }) => id).sort()).toEqual(['1', '2', '3']);
  expect(first?.data.find(({ id }) => id === '2')?.unreadCount).toBe(4);
  expect(first?.nextCursor).toBe('a');
});

import { expect, test } from 'vitest';
import type { Message } from '../nouns.ts';
import { inOrder } from './thread-order.ts';

const message = (id: string, writtenAt: string, receivedAt = writtenAt) =>
  ({ id, writtenAt, receivedAt, updatedAt: receivedAt }) as Message;

test('the oldest is first, and a time years ahead counts as a minute after it came', () => {
  const data = [
    message('3', '2026-03-01T12:02:00.000Z'),
    message('2', '2031-01-01T00:00:00.000Z', '2026-03-01T12:00:00.000Z'),
    message('1', '2026-03-01T12:00:30.000Z'),
    message('4', '2026-03-01T11:00:00.000Z', '2026-03-01T12:03:00.000Z'),
  ];
  const order = inOrder([{ data, nextCursor: null }]).map(({ id }) => id);
  expect(order).toEqual(['4', '1', '2', '3']);
});

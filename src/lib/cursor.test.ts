import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor is opaque text that decodes to its numbers', () => {
  expect(encodeCursor([1, 2])).toBe('WzEsMl0');
  expect(decodeCursor('WzEsMl0', 2)).toEqual([1, 2]);
  expect(decodeCursor(encodeCursor([-1, Number.MAX_SAFE_INTEGER]), 2)).toEqual([
    -1, 9007199254740991,
  ]);
});

test.each(['', 'x', 'WzFd', 'WzEsMiwzXQ', 'WyIxIiwyXQ', 'WzEuNSwyXQ', 'bnVsbA', 'e30'])(
  '%j is no cursor of two numbers',
  (text) => {
    expect(decodeCursor(text, 2)).toBe(null);
  },
);

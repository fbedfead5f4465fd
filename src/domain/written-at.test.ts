import { expect, test } from 'vitest';
import { shownTimeOf, writtenAtOf } from './written-at.ts';

test('a time up to a minute after arrival counts as it is, a later one as arrival plus a minute', () => {
  expect(writtenAtOf(5, 1_000_000)).toEqual({ writtenAt: 5, saidAt: null });
  expect(writtenAtOf(1_060_000, 1_000_000)).toEqual({ writtenAt: 1_060_000, saidAt: null });
  expect(writtenAtOf(1_060_001, 1_000_000)).toEqual({ writtenAt: 1_060_000, saidAt: 1_060_001 });
});

test('what is shown is what the sender said', () => {
  expect(shownTimeOf(writtenAtOf(9_999_999, 1))).toBe(9_999_999);
  expect(shownTimeOf(writtenAtOf(1, 9))).toBe(1);
});

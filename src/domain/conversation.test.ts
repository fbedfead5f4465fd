import { expect, test } from 'vitest';
import { previewOf, standsAfter } from './conversation.ts';

test('a preview is the beginning of the text on one line', () => {
  expect(previewOf('  Hello,\n\tthere  ')).toBe('Hello, there');
  expect(previewOf('')).toBe('');
  expect(previewOf('x'.repeat(140))).toBe('x'.repeat(140));
  expect(previewOf('x'.repeat(141))).toBe(`${'x'.repeat(139)}…`);
});

test('a preview never ends in half a character', () => {
  expect(previewOf('𝄞'.repeat(100)).isWellFormed()).toBe(true);
});

test('a message stands after another by time, then by arrival', () => {
  expect(standsAfter({ writtenAt: 2, id: 1 }, { writtenAt: 1, id: 9 })).toBe(true);
  expect(standsAfter({ writtenAt: 1, id: 2 }, { writtenAt: 1, id: 1 })).toBe(true);
  expect(standsAfter({ writtenAt: 1, id: 1 }, { writtenAt: 1, id: 1 })).toBe(false);
});

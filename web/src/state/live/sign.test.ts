import { expect, test } from 'vitest';
import { signOf } from './sign.ts';

test.each([
  [0, 'none'],
  [1_499, 'none'],
  [1_500, 'connecting'],
  [9_999, 'connecting'],
  [10_000, 'lost'],
] as const)('a line that is down for %i ms: %s', (ms, sign) => {
  expect(signOf({ isUp: false, since: 5_000 }, 5_000 + ms)).toBe(sign);
});

test('a line that is up says nothing', () => {
  expect(signOf({ isUp: true }, 0)).toBe('none');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDeeperThan } from './json-depth.ts';
import { wellFormed } from './well-formed.ts';

test('depth counts arrays and objects, and not what stands in texts', () => {
  expect(isDeeperThan('[[]]', 2)).toBe(false);
  expect(isDeeperThan('[[[]]]', 2)).toBe(true);
  expect(isDeeperThan('{"a":{"b":[]}}', 3)).toBe(false);
  expect(isDeeperThan('{"[[[[":"{{{\\"[[["}', 1)).toBe(false);
  expect(isDeeperThan('[[],[],[]]', 2)).toBe(false);
  expect(isDeeperThan('['.repeat(1_000_000), 32)).toBe(true);
});

test('depth is right for any JSON', () => {
  const depthOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    return 1 + Math.max(0, ...Object.values(value).map(depthOf));
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const depth = depthOf(value);
      const json = JSON.stringify(value);
      expect(isDeeperThan(json, depth)).toBe(false);
      if (depth > 0) expect(isDeeperThan(json, depth - 1)).toBe(true);
    }),
  );
});

test('text that a database would refuse or change is made well-formed', () => {
  expect(wellFormed('plain é 𝄞')).toBe('plain é 𝄞');
  expect(wellFormed('a\u0000b')).toBe('a\ufffdb');
  expect(wellFormed('a\ud800b\udc00')).toBe('a\ufffdb\ufffd');
});

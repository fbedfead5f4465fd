import { expect, test } from 'vitest';
import { hasMoreNames } from './json-names.ts';

const object = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, 1])));

test('the names of each object are counted by themselves, whatever their texts hold', () => {
  expect(hasMoreNames(object(10), 10)).toBe(false);
  expect(hasMoreNames(object(11), 10)).toBe(true);
  expect(hasMoreNames(`[${object(10)},${object(10)}]`, 10)).toBe(false);
  expect(hasMoreNames(`{"a":${object(10)},"b":${object(9)}}`, 10)).toBe(false);
  expect(hasMoreNames(`{"a":"${':'.repeat(100)}\\":{"}`, 10)).toBe(false);
});

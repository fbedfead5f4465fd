import { expect, test } from 'vitest';
import { NOTHING, arrange } from './stillness.ts';

const shown = (ids: string) => ({ ...NOTHING, ids: ids.split('') });
const still = { isStill: true, growsUpwards: false };

test('a list that nobody looks at is sorted at once', () => {
  const calm = { isStill: false, growsUpwards: false };
  expect(arrange(shown('abc'), ['c', 'a', 'b'], calm)).toEqual(shown('cab'));
});

test('a still list keeps its places and counts what has moved', () => {
  expect(arrange(shown('abcd'), ['d', 'a', 'b', 'c'], still)).toEqual({
    ...{ ids: ['a', 'b', 'c', 'd'], isNew: 0, moved: 1 },
  });
  expect(arrange(shown('abcd'), ['d', 'c', 'a', 'b'], still).moved).toBe(2);
});

test('a row that left the view stays in its place', () => {
  expect(arrange(shown('abc'), ['a', 'c'], still)).toEqual(shown('abc'));
});

test('a new row is counted, or put above where the list is at its top', () => {
  expect(arrange(shown('abc'), ['x', 'a', 'b', 'c'], still)).toEqual({
    ...{ ids: ['a', 'b', 'c'], isNew: 1, moved: 0 },
  });
  const atTop = { isStill: true, growsUpwards: true };
  expect(arrange(shown('abc'), ['x', 'c', 'a', 'b'], atTop)).toEqual({
    ...{ ids: ['x', 'a', 'b', 'c'], isNew: 0, moved: 1 },
  });
});

test('the next page goes to the end', () => {
  expect(arrange(shown('abc'), ['a', 'b', 'c', 'd', 'e'], still)).toEqual(shown('abcde'));
});

test('what the person has just closed stays where it stood, though nobody looks', () => {
  const calm = { isStill: false, growsUpwards: false, held: new Set(['b']) };
  expect(arrange(shown('abc'), ['c', 'a'], calm)).toEqual(shown('cba'));
  expect(arrange(shown('cba'), ['c', 'a'], { ...calm, held: new Set() })).toEqual(shown('ca'));
});

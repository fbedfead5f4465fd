import { expect, test } from 'vitest';
import { lastUsed } from './last-used.ts';

test('what was used longest ago makes room for what is new', () => {
  const cache = lastUsed<string, number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect([...cache.keys()].sort()).toEqual(['a', 'c']);
});

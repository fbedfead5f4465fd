import { expect, test } from 'vitest';
import { queryWords, termsOf } from './contact-terms.ts';

test('a contact is found by address and number whole, and by the words of all three', () => {
  const terms = termsOf({
    name: 'Zoë van der Berg-Müller',
    email: 'Zoe.Berg@Example.com',
    phone: '+4915112345678',
    nationalPhone: '015112345678',
  });
  expect(terms.filter(({ kind }) => kind !== 'word')).toEqual([
    { kind: 'email', term: 'zoe.berg@example.com' },
    { kind: 'phone', term: '+4915112345678' },
  ]);
  expect(terms.filter(({ kind }) => kind === 'word').map(({ term }) => term)).toEqual([
    ...['zoe', 'van', 'der', 'berg', 'muller', 'zoe.berg@example.com', 'example', 'com'],
    ...['4915112345678', '015112345678'],
  ]);
});

test('a contact of whom nothing is known has no terms', () => {
  expect(termsOf({ name: null, email: null, phone: null, nationalPhone: null })).toEqual([]);
});

test.each<[string, string[]]>([
  ['Zoë  Bér', ['zoe', 'ber']],
  ['+49 (151) 123-456', ['49151123456']],
  ['0151', ['0151']],
  ['ZOE.berg@Example', ['zoe.berg@example']],
  ['berg@', ['berg']],
  ['', []],
  ['%_', []],
  ['a1 b2', ['a1', 'b2']],
])('a search for %j looks for %j', (query, words) => {
  expect(queryWords(query)).toEqual(words);
});

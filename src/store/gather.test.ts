import { expect, test } from 'vitest';
import { gather } from './gather.ts';

test('two verbs of one name are refused, naming it', () => {
  const listThings = () => Promise.resolve([]);
  expect(() => gather({ reads: { listThings } }, { reads: { listThings } })).toThrow(
    'The store has two verbs named listThings.',
  );
});

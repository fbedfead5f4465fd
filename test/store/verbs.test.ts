import { expect, test } from 'vitest';
import { gather } from '../../src/store/gather.ts';
import { describeEachEngine } from './each-engine.ts';

describeEachEngine('a verb that the store does not have', (it) => {
  test.each(['read', 'write'] as const)(
    'is refused by its name, of those that %s',
    async (kind) => {
      const verbs = it.store[kind] as unknown as { findNothing(input: object): Promise<unknown> };
      await expect(async () => verbs.findNothing({})).rejects.toThrow('findNothing');
    },
  );
});

test('two verbs of one name are refused, naming it', () => {
  const listThings = () => Promise.resolve([]);
  expect(() => gather({ reads: { listThings } }, { reads: { listThings } })).toThrow(
    'The store has two verbs named listThings.',
  );
});

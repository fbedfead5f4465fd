import { expect, test } from 'vitest';
import { readKey } from './key-table.ts';

test('a key asks for its command, a capital for another', () => {
  expect(readKey(null, 'e', 0).command).toBe('close');
  expect(readKey(null, 'E', 0).command).toBe('reopen');
  expect(readKey(null, 'q', 0)).toEqual({ command: null, pending: null });
});

test('two keys after each other ask for one command, if the second comes soon', () => {
  const { pending } = readKey(null, 'g', 0);
  expect(readKey(pending, 'm', 1_500).command).toBe('viewMine');
  expect(readKey(pending, 'm', 1_501)).toEqual({ command: null, pending: null });
  expect(readKey(pending, 'u', 10).command).toBe('viewUnassigned');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STATUSES, advanceStatus } from './status.ts';

test.each([
  ['pending', 'sent', 'sent'],
  ['sent', 'pending', 'sent'],
  ['sent', 'failed', 'failed'],
  ['failed', 'sent', 'failed'],
  ['failed', 'delivered', 'delivered'],
  ['delivered', 'failed', 'delivered'],
  ['delivered', 'read', 'read'],
  ['read', 'delivered', 'read'],
  ['read', 'failed', 'read'],
  ['pending', 'failed', 'failed'],
] as const)('%s, then %s reported: %s', (current, next, expected) => {
  expect(advanceStatus(current, next)).toBe(expected);
});

test('reports in any order, any number of times, end the same', () => {
  const reports = fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(reports, fc.infiniteStream(fc.nat()), (history, random) => {
      const keyed = history.map((status) => ({ status, key: random.next().value }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ status }) => status);
      const end = (statuses: typeof history) => statuses.reduce(advanceStatus, 'pending');
      expect(end([...shuffled, ...history])).toBe(end(history));
    }),
  );
});

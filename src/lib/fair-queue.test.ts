import { expect, test } from 'vitest';
import { FairQueue } from './fair-queue.ts';

function queueOf(items: Record<string, readonly string[]>): FairQueue<string, string> {
  const queue = new FairQueue<string, string>();
  for (const [key, own] of Object.entries(items)) for (const item of own) queue.push(key, item);
  return queue;
}

test('those who wait are served in turn, each in their own order', () => {
  const queue = queueOf({ a: ['a1', 'a2', 'a3', 'a4'], b: ['b1'], c: ['c1', 'c2'] });
  expect(queue.take(5)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2']);
  expect(queue.length).toBe(2);
  expect(queue.take(5)).toEqual(['a3', 'a4']);
  expect(queue.take(5)).toEqual([]);
});

test('who was left out of one group comes first in the next', () => {
  const queue = queueOf({ a: ['a1', 'a2'], b: ['b1', 'b2'], c: ['c1'] });
  expect(queue.take(2)).toEqual(['a1', 'b1']);
  expect(queue.take(2)).toEqual(['c1', 'a2']);
});

test('nobody gets more of a group than their share, whether or not others wait', () => {
  const queue = queueOf({ a: ['a1', 'a2', 'a3'], b: ['b1', 'b2', 'b3'] });
  expect(queue.take(9, 2)).toEqual(['a1', 'b1', 'a2', 'b2']);
  expect(queueOf({ a: ['a1', 'a2', 'a3'] }).take(9, 2)).toEqual(['a1', 'a2']);
  expect(queueOf({ a: ['a1', 'a2', 'a3'], b: ['b1'] }).take(9, 2)).toEqual(['a1', 'b1', 'a2']);
});

test('one that may not go now is stepped over, and one that left is not served', () => {
  const queue = queueOf({ a: ['a1', 'a2'], b: ['b1', 'b2'] });
  expect(queue.takeOne((key) => key !== 'a')).toBe('b1');
  queue.remove('a', 'a1');
  expect(queue.takeOne(() => true)).toBe('a2');
  expect(queue.lengthOf('b')).toBe(1);
  queue.remove('b', 'b2');
  queue.remove('b', 'b2');
  expect(queue.takeOne(() => true)).toBeUndefined();
  expect(queue.length).toBe(0);
});

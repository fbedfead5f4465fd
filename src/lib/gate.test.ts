import { expect, test } from 'vitest';
import type { GateLimits, Pass } from './gate.ts';
import { Gate } from './gate.ts';

const roomy: GateLimits = {
  inside: 100,
  insideOfOne: 100,
  waiting: 100,
  waitingOfOne: 100,
  inOneTurn: 100,
};
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** What asked in this order, by name; those let in are noted in theirs. */
function crowd(limits: Partial<GateLimits>) {
  const gate = new Gate({ ...roomy, ...limits });
  const inside: string[] = [];
  const passes = new Map<string, Pass>();
  const ask = (...names: string[]) =>
    names.map((name) => {
      const pass = gate.ask(name.slice(0, 1));
      if (typeof pass === 'string') return pass;
      passes.set(name, pass);
      pass.whenInside(() => inside.push(name));
      return 'taken';
    });
  const leave = async (...names: string[]) => {
    for (const name of names) passes.get(name)?.leave();
    await nextTurn();
  };
  return { gate, inside, ask, leave };
}

test('so many are inside at once, and of one no more than its share', async () => {
  const { inside, ask, leave } = crowd({ inside: 3, insideOfOne: 2 });
  ask('a1', 'a2', 'a3', 'b1', 'b2');
  expect(inside).toEqual(['a1', 'a2', 'b1']);
  await leave('b1');
  expect(inside).toEqual(['a1', 'a2', 'b1', 'b2']);
  await leave('a2');
  expect(inside).toEqual(['a1', 'a2', 'b1', 'b2', 'a3']);
});

test('those that wait are let in in turn', async () => {
  const { inside, ask, leave } = crowd({ inside: 1 });
  ask('a1', 'a2', 'a3', 'b1', 'c1');
  for (const name of ['a1', 'a2', 'b1', 'c1']) await leave(name);
  expect(inside).toEqual(['a1', 'a2', 'b1', 'c1', 'a3']);
});

test('who finds too many waiting is turned away, of one key before of all', () => {
  const { ask } = crowd({ inside: 1, waiting: 3, waitingOfOne: 2 });
  expect(ask('a1', 'a2', 'a3', 'a4')).toEqual(['taken', 'taken', 'taken', 'too-many-of-one']);
  expect(ask('b1', 'b2', 'c1')).toEqual(['taken', 'too-many', 'too-many']);
});

test('who leaves while waiting is never let in, and leaves room for another to wait', async () => {
  const { gate, inside, ask, leave } = crowd({ inside: 1, waiting: 1 });
  ask('a1', 'b1');
  await leave('b1');
  expect(gate.waiting).toBe(0);
  expect(ask('c1')).toEqual(['taken']);
  await leave('a1');
  expect(inside).toEqual(['a1', 'c1']);
  await leave('b1', 'a1', 'a1');
  expect(ask('d1')).toEqual(['taken']);
  expect(inside).toEqual(['a1', 'c1']);
});

test('however short their visits, no more are let in within one turn of the event loop', async () => {
  const { inside, ask, leave } = crowd({ inOneTurn: 2 });
  ask('a1', 'a2', 'a3', 'a4', 'a5');
  expect(inside).toEqual(['a1', 'a2']);
  await leave();
  expect(inside).toEqual(['a1', 'a2', 'a3', 'a4']);
  await leave();
  expect(inside).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
});

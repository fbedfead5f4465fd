import { expect, test } from 'vitest';
import { Lender } from './lender.ts';

/** Visits that last until they are told to end; which began, with what they got. */
function visitsTo(lender: Lender<string>) {
  const begun: string[] = [];
  const ends = new Map<string, { end: () => void; fail: (error: Error) => void }>();
  const visit = (name: string) =>
    lender.lend((thing) => {
      begun.push(`${name} has ${thing}`);
      return new Promise<string>((resolve, reject) => {
        ends.set(name, { end: () => resolve(name), fail: reject });
      });
    });
  return { begun, visit, ends };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('each thing has one borrower, and who waits gets the next in the order of asking', async () => {
  const { begun, visit, ends } = visitsTo(new Lender(['x', 'y']));
  const visits = ['1', '2', '3', '4'].map(visit);
  await settled();
  expect(begun).toEqual(['1 has y', '2 has x']);
  ends.get('2')?.end();
  await settled();
  expect(begun).toEqual(['1 has y', '2 has x', '3 has x']);
  ends.get('1')?.end();
  await settled();
  expect(begun).toEqual(['1 has y', '2 has x', '3 has x', '4 has y']);
  for (const name of ['3', '4']) ends.get(name)?.end();
  expect(await Promise.all(visits)).toEqual(['1', '2', '3', '4']);
});

test('a borrower that fails gives its thing back', async () => {
  const { begun, visit, ends } = visitsTo(new Lender(['x']));
  const failing = visit('1');
  const next = visit('2');
  await settled();
  ends.get('1')?.fail(new Error('no'));
  await expect(failing).rejects.toThrow('no');
  await settled();
  expect(begun).toEqual(['1 has x', '2 has x']);
  ends.get('2')?.end();
  expect(await next).toBe('2');
});

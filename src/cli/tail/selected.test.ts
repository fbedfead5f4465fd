import { expect, test } from 'vitest';
import type { Seen } from './exchange-text.ts';
import { isSelected, statusesOf } from './selected.ts';

const seen = (status: number, vendor: string) => ({ status, vendor }) as Seen;

test('tail shows what is of the vendor and has one of the statuses that were asked for', () => {
  const status = statusesOf('4xx,503');
  expect([200, 401, 404, 500, 503].filter((of) => isSelected({ status }, seen(of, 'a')))).toEqual([
    401, 404, 503,
  ]);
  expect(isSelected({ vendor: 'a' }, seen(200, 'a'))).toBe(true);
  expect(isSelected({ vendor: 'a', status }, seen(401, 'b'))).toBe(false);
  expect(isSelected({}, seen(200, 'b'))).toBe(true);
  for (const wrong of ['', '600', '4x', '4xx, 503']) expect(() => statusesOf(wrong)).toThrow('401');
});

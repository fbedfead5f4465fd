import { expect, test } from 'vitest';
import { mayAct } from './may-act.ts';

const free = { hasModifier: false, isTaken: false, lostAt: null };

test('keys act where nothing takes them, and not for a moment after focus was lost', () => {
  expect(mayAct(free, 0)).toBe(true);
  expect(mayAct({ ...free, hasModifier: true }, 0)).toBe(false);
  expect(mayAct({ ...free, isTaken: true }, 0)).toBe(false);
  expect(mayAct({ ...free, lostAt: 1_000 }, 1_399)).toBe(false);
  expect(mayAct({ ...free, lostAt: 1_000 }, 1_400)).toBe(true);
});

import { expect, test } from 'vitest';
import { minutesWrong } from './device-clock.ts';

const date = 'Mon, 05 Jan 2026 10:00:00 GMT';
const server = Date.parse(date);
const asked = (offset: number, took = 100) => {
  const at = server + offset;
  return { at, answeredAt: at + took, date };
};

test('a clock is wrong from two minutes on, ahead or behind', () => {
  expect(minutesWrong(asked(0))).toBe(0);
  expect(minutesWrong(asked(119_000))).toBe(0);
  expect(minutesWrong(asked(5 * 60_000))).toBe(5);
  expect(minutesWrong(asked(-3 * 60_000))).toBe(-3);
});

test('a slow answer, or one without a date, says nothing', () => {
  expect(minutesWrong(asked(5 * 60_000, 10_001))).toBe(0);
  expect(minutesWrong({ at: 0, answeredAt: 1, date: null })).toBe(0);
});

import { expect, test } from 'vitest';
import { needsSpan, spanAround, spanFor, startsOf } from './rendered.ts';

const keys = Array.from({ length: 1_000 }, (_, index) => String(index));
const heights = new Map(keys.map((key) => [key, 100]));
const starts = startsOf(keys, heights);

test('up to 200 items are all in the page', () => {
  expect(needsSpan(200)).toBe(false);
  expect(needsSpan(201)).toBe(true);
});

test('what was never measured is guessed', () => {
  expect(startsOf(['a', 'b', 'c'], new Map([['b', 30]]))).toEqual([0, 64, 94, 158]);
});

test('the page holds what is seen and what is around it, and moves on before its end is seen', () => {
  const opened = spanAround(500, 1_000);
  expect(opened).toEqual({ from: 450, to: 550 });
  const stays = spanFor(starts, { top: 50_000, bottom: 50_800 }, opened);
  expect(stays).toBe(opened);
  expect(spanFor(starts, { top: 45_500, bottom: 46_300 }, opened)).toEqual({ from: 439, to: 480 });
  expect(spanFor(starts, { top: 99_200, bottom: 100_000 }, opened)).toEqual({
    ...{ from: 976, to: 1_000 },
  });
  expect(spanFor(starts, { top: 0, bottom: 800 }, opened)).toEqual({ from: 0, to: 25 });
});

test('a span that has grown with what arrived is cut again', () => {
  const grown = { from: 0, to: 900 };
  expect(spanFor(starts, { top: 50_000, bottom: 50_800 }, grown)).toEqual({ from: 484, to: 525 });
});

test('a thread of nothing is a span of nothing', () => {
  expect(spanFor(startsOf([], new Map()), { top: 0, bottom: 800 }, { from: 0, to: 0 })).toEqual({
    ...{ from: 0, to: 0 },
  });
});

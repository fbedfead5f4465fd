import { expect, test } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

const keys = { token: 't', workspace: 'w' };
const DAY = 86_400_000;

test('a burst is counted over a rolling window', () => {
  const limiter = new RateLimiter();
  const limits = { dailyBudget: null, burst: 2, burstWindowMs: 2_000 };
  const take = (now: number) => limiter.take(keys, 10, limits, now);
  expect(take(0)).toMatchObject({ isWithin: true, burstRemaining: 1, dailyRemaining: null });
  expect(take(500)).toMatchObject({ isWithin: true, burstRemaining: 0, burstResetMs: 1_500 });
  expect(take(1_999)).toMatchObject({ isWithin: false, burstRemaining: 0 });
  expect(take(2_000)).toMatchObject({ isWithin: true });
  expect(limiter.take({ ...keys, token: 'other' }, 10, limits, 2_000).isWithin).toBe(true);
});

test('a daily budget ends at midnight UTC, and a refused request costs nothing', () => {
  const limiter = new RateLimiter();
  const limits = { dailyBudget: 25, burst: null, burstWindowMs: 2_000 };
  const take = (cost: number, now: number) => limiter.take(keys, cost, limits, now);
  expect(take(10, DAY - 3).dailyRemaining).toBe(15);
  expect(take(10, DAY - 2).dailyRemaining).toBe(5);
  expect(take(10, DAY - 1)).toMatchObject({ isWithin: false, dailyRemaining: 5 });
  expect(take(5, DAY - 1)).toMatchObject({ isWithin: true, dailyRemaining: 0 });
  expect(take(10, DAY)).toMatchObject({ isWithin: true, dailyRemaining: 15 });
});

test('a clock that is set neither ends a burst nor makes it last', () => {
  const limiter = new RateLimiter();
  const limits = { dailyBudget: null, burst: 1, burstWindowMs: 2_000 };
  const take = (wall: number, steady: number) => limiter.take(keys, 1, limits, wall, steady);
  expect(take(DAY, 0).isWithin).toBe(true);
  expect(take(2 * DAY, 1_000)).toMatchObject({ isWithin: false, burstResetMs: 1_000 });
  expect(take(0, 2_000).isWithin).toBe(true);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewing } from './renewing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a lease is renewed as long as the work lasts, also after a renewal that failed', async () => {
  const renew = vi.fn<() => Promise<void>>().mockResolvedValue(undefined);
  renew.mockRejectedValueOnce(new Error('The store is away.'));
  const work = Promise.withResolvers<string>();
  const done = renewing(5_000, renew, () => work.promise);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(renew).toHaveBeenCalledTimes(3);
  work.resolve('done');
  expect(await done).toBe('done');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).toHaveBeenCalledTimes(3);
});

test('work that fails ends the renewing, and fails', async () => {
  const renew = vi.fn<() => Promise<void>>().mockResolvedValue(undefined);
  const done = renewing(5_000, renew, () => Promise.reject(new Error('no')));
  await expect(done).rejects.toThrow('no');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).not.toHaveBeenCalled();
});

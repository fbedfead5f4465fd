import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAttemptAt } from './retry.ts';

const DAY = 24 * 3_600_000;

/** When attempts are made, in seconds from the first, where each one fails. */
function schedule(jitter: number, deadlineAt: number | null): number[] {
  const times = [0];
  for (;;) {
    const now = times.at(-1) ?? 0;
    const question = { now, attempts: times.length, deadlineAt, retryAt: null, jitter };
    const at = nextAttemptAt(question);
    if (at === null || times.length > 99) return times.map((ms) => ms / 1_000);
    times.push(at);
  }
}

test('without jitter the attempts are at these seconds, 19 of them over 7 days', () => {
  expect(schedule(0.5, 7 * DAY)).toEqual([
    0, 5, 35, 155, 455, 1_355, 3_155, 6_755, 13_955, 28_355, 57_155, 100_355, 165_155, 251_555,
    337_955, 424_355, 510_755, 597_155, 604_740,
  ]);
});

test('jitter moves each attempt by a tenth at most, and there are always 15 or more over 7 days', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (jitter) => {
      const times = schedule(jitter, 7 * DAY);
      expect(times.length).toBeGreaterThanOrEqual(15);
      expect(times.at(-1)).toBeGreaterThan(6.5 * 24 * 3_600);
      expect(times.at(-1)).toBeLessThanOrEqual(7 * 24 * 3_600);
      expect(times[1]).toBeGreaterThanOrEqual(4.5);
      expect(times[1]).toBeLessThanOrEqual(5.5);
    }),
  );
});

test('a deadline ends it, with a last attempt a minute before where there is time for one', () => {
  expect(schedule(0.5, 300_000)).toEqual([0, 5, 35, 155, 240]);
  expect(schedule(0.5, 50_000)).toEqual([0, 5, 35]);
  expect(schedule(0.5, 4_000)).toEqual([0]);
});

test("a receiver's own time is kept to", () => {
  const question = { now: 1_000, attempts: 1, deadlineAt: 7 * DAY, jitter: 0.5 };
  expect(nextAttemptAt({ ...question, retryAt: 90_000 })).toBe(90_000);
  // Earlier than ours: ours.
  expect(nextAttemptAt({ ...question, retryAt: 2_000 })).toBe(6_000);
  expect(nextAttemptAt({ ...question, retryAt: -5 })).toBe(6_000);
  // After the deadline there is no attempt.
  expect(nextAttemptAt({ ...question, retryAt: 8 * DAY })).toBe(null);
});

test('whatever is asked, an attempt is never before now, the time asked for, or after the deadline', () => {
  const time = fc.integer({ min: 0, max: 10 * DAY });
  fc.assert(
    fc.property(
      fc.record({
        now: time,
        attempts: fc.integer({ min: 1, max: 60 }),
        deadlineAt: fc.option(time),
        retryAt: fc.option(time),
        jitter: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
      (question) => {
        const at = nextAttemptAt(question);
        if (at === null) return;
        expect(at).toBeGreaterThan(question.now);
        expect(at).toBeGreaterThanOrEqual(question.retryAt ?? 0);
        expect(at).toBeLessThanOrEqual(question.deadlineAt ?? Infinity);
      },
    ),
  );
});

import { expect, test } from 'vitest';
import { ClockWatch } from './clock-watch.ts';

test('a clock that is set by more than five seconds is noticed, until that is followed', () => {
  let [wall, steady] = [1_000_000, 10];
  const watch = new ClockWatch(
    () => wall,
    () => steady,
  );
  wall += 60_000;
  steady += 60_000;
  expect(watch.jumpMs).toBe(0);
  wall += 4_999;
  expect(watch.jumpMs).toBe(0);
  wall -= 3_600_000;
  expect(watch.jumpMs).toBe(-3_595_001);
  expect(watch.jumpMs).toBe(-3_595_001);
  watch.followed();
  expect(watch.jumpMs).toBe(0);
  wall += 86_400_000;
  expect(watch.jumpMs).toBe(86_400_000);
});

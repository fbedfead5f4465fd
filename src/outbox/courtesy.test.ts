import { expect, test } from 'vitest';
import { Courtesy } from './courtesy.ts';

test('while few wait to be stored, as many begin as there are', () => {
  const courtesy = new Courtesy(
    () => 31,
    () => 0,
  );
  courtesy.began();
  expect(courtesy.room()).toBe(Infinity);
});

test('while many wait, 16 begin every 50 ms', () => {
  let now = 5_000;
  const courtesy = new Courtesy(
    () => 32,
    () => now,
  );
  expect(courtesy.room()).toBe(16);
  courtesy.began();
  now += 49;
  expect(courtesy.room()).toBe(0);
  now += 1;
  expect(courtesy.room()).toBe(16);
});

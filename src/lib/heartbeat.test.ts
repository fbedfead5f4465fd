import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heartbeat } from './heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a silent stream gets a beat, one that was written to only later, a closed one none', async () => {
  const stream = new PassThrough();
  const beats = heartbeat(stream, '\n', 1_000);
  vi.advanceTimersByTime(1_000);
  expect(String(stream.read())).toBe('\n');
  vi.advanceTimersByTime(900);
  beats.defer();
  vi.advanceTimersByTime(900);
  expect(stream.read()).toBeNull();
  vi.advanceTimersByTime(100);
  expect(String(stream.read())).toBe('\n');
  expect(vi.getTimerCount()).toBe(1);
  stream.destroy();
  await new Promise((resolve) => setImmediate(resolve));
  expect(vi.getTimerCount()).toBe(0);
});

test('a reader that takes nothing gets no heap of beats', () => {
  const stream = new PassThrough();
  heartbeat(stream, '\n', 1_000);
  stream.cork();
  vi.advanceTimersByTime(10_000);
  expect(stream.writableLength).toBe(1);
  stream.destroy();
});

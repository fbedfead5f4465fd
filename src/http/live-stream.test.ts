import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveStreams } from './live-stream.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const held: (() => void)[] = [];
const streams = new LiveStreams({
  hold: ({ end }) => {
    held.push(end);
    return () => undefined;
  },
});
const open = () => streams.open({ beat: '\n', check: () => Promise.resolve(), expiresAt: null });

test('who reads nothing of what lies ready is cut off, who reads slowly is not', async () => {
  const [unread, slow] = [open(), open()];
  const whole = 'x'.repeat(50_000);
  unread.write(whole);
  slow.write(whole);
  for (let i = 0; i < 3; i += 1) {
    slow.body.read(1_000);
    vi.advanceTimersByTime(30_000);
  }
  expect([unread.body.destroyed, slow.body.destroyed]).toEqual([true, false]);
  await new Promise((resolve) => unread.body.once('close', resolve));
  unread.write('nobody is there');
  slow.body.destroy();
});

test('a silent stream gets a sign of life, one that was written to only later, a closed one none', () => {
  const stream = open();
  const read = () => (stream.body.read() as Buffer | null)?.toString() ?? '';
  vi.advanceTimersByTime(14_000);
  stream.write('a line');
  vi.advanceTimersByTime(14_000);
  expect(read()).toBe('a line');
  vi.advanceTimersByTime(1_000);
  expect(read()).toBe('\n');
  stream.body.destroy();
  stream.body.emit('close');
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('a stream is full when a megabyte waits for its reader, and not once that is taken', () => {
  const stream = open();
  stream.write('x'.repeat((1 << 20) + 1));
  expect(stream.isFull).toBe(true);
  while (stream.body.read() !== null);
  expect(stream.isFull).toBe(false);
  stream.body.destroy();
});

test('a stream ends with its credential, and with the server', async () => {
  const [one, other] = [open(), open()];
  held.at(-2)?.();
  expect([one.body.writableEnded, other.body.writableEnded]).toEqual([true, false]);
  streams.endAll();
  expect(other.body.writableEnded).toBe(true);
  for (const { body } of [one, other]) body.destroy();
  await Promise.resolve();
});

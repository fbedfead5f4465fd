import { expect, test } from 'vitest';
import { formatDate, parseDate } from './date.ts';

const at = Date.UTC(2026, 0, 31, 9, 30);

test.each([
  ['2026-01-31 09:30', at],
  ['2026-01-31 09:30:15', at + 15_000],
  ['2026-01-31T09:30', at],
  ['2026-01-31T09:30:15Z', at + 15_000],
  ['2026-01-31t09:30:15.123z', at + 15_123],
  ['2026-01-31T09:30:15.123456789Z', at + 15_123],
  ['2026-01-31T11:30:00+02:00', at],
  ['2026-01-31T04:00:00-0530', at],
  ['2026-01-31 09:30:00+00', at],
  ['2026-01-31 11:30:00+02', at],
  ['2026-01-31 09:30:00 UTC', at],
  ['2026-01-31 09:30 GMT', at],
  ['Sat, 31 Jan 2026 09:30:00 GMT', at],
  ['31 Jan 2026 11:30 +0200', at],
  ['2024-02-29 00:00', Date.UTC(2024, 1, 29)],
  [String(at / 1_000), at],
  [at / 1_000, at],
  [String(at + 7), at + 7],
  [at + 7, at + 7],
])('%s is read as the time it says, UTC where no zone is given', (text, expected) => {
  expect(parseDate(text)).toBe(expected);
});

test.each([
  '2026-02-30 10:00',
  '2025-02-29 10:00',
  '2026-13-01 10:00',
  '2026-00-10 10:00',
  '2026-01-31 24:00',
  '2026-01-31 09:60',
  '2026-01-31 09:30:61',
  '2026-01-31',
  '31.01.2026 09:30',
  '2026-01-31T09:30:00+25:00',
  '2026-01-31 09:30 PST',
  'Sat, 31 Foo 2026 09:30:00 GMT',
  'Sat, 30 Feb 2026 09:30:00 GMT',
  'Sat, 31 Jan 2026 09:30:00 PST',
  'yesterday',
  '',
  '123',
  '12345678901',
])('%s is no date', (text) => {
  expect(parseDate(text)).toBeNull();
});

test('a channel was created at a time shown to the second', () => {
  expect(formatDate(at + 15_999)).toBe('2026-01-31 09:30:15');
});

import { expect, test } from 'vitest';
import { formatTime, formatWebhookTime, parseTime } from './date.ts';

const at = Date.UTC(2023, 0, 31, 16, 22, 17, 327);

test.each([
  ['2023-01-31T16:22:17.327Z', at],
  ['2023-01-31 16:22:17.327878+00:00', at],
  ['2023-01-31T18:22:17,327+02:00', at],
  ['2023-01-31t10:52:17.327-0530', at],
  ['2023-01-31T16:22:17', at - 327],
  ['2023-01-31 16:22', at - 17_327],
  ['2023-01-31T16:22:17.3Z', at - 27],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
])('%s is read as the time it says, UTC where no zone is given', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});

test.each([
  '2023-02-30T10:00:00Z',
  '2023-13-01T10:00:00Z',
  '2023-01-31T24:00:00Z',
  '2023-01-31T10:60:00Z',
  '2023-01-31T10:00:60Z',
  '2023-01-31T10:00:00+24:00',
  '2023-01-31',
  '1675182137',
  'yesterday',
  '',
])('%s is no time', (text) => {
  expect(parseTime(text)).toBeNull();
});

test('times are shown to the microsecond, as the vendor does', () => {
  expect(formatTime(at)).toBe('2023-01-31 16:22:17.327000+00:00');
  expect(formatWebhookTime(at)).toBe('2023-01-31T16:22:17.327000Z');
});

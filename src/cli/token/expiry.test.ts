import { expect, test } from 'vitest';
import { expiryOf } from './expiry.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

test.for<[text: string, at: string | null]>([
  ['90d', '2027-02-19T12:00:00.000Z'],
  ['12h', '2026-11-22T00:00:00.000Z'],
  ['30m', '2026-11-21T12:30:00.000Z'],
  ['5s', '2026-11-21T12:00:05.000Z'],
  ['2027-01-31', '2027-01-31T00:00:00.000Z'],
  ['2027-01-31T10:00:00Z', '2027-01-31T10:00:00.000Z'],
  ['never', null],
])('%s is %s', ([text, at]) => {
  expect(expiryOf(text, now)).toBe(at === null ? null : Date.parse(at));
});

test.for(['soon', '1y', '-1d', '2027', '2027-13-01', '0s', '2020-01-01'])(
  '%s is refused as wrong usage',
  (text) => {
    expect(() => expiryOf(text, now)).toThrow(expect.objectContaining({ exitCode: 2 }));
  },
);

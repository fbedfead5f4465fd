import { afterEach, expect, test, vi } from 'vitest';
import { makeToken } from '../../access/token-format.ts';
import { checkedValue } from './token-value.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a long value is taken as it is', () => {
  const value = '0123456789abcdef0123456789abcdef01234567';
  expect(checkedValue(value)).toBe(value);
  expect(checkedValue(undefined)).toBeUndefined();
});

test('a short value is taken with a warning', () => {
  const warn = vi.spyOn(console, 'error').mockReturnValue();
  expect(checkedValue('ci-token')).toBe('ci-token');
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('short enough'));
});

test.for(['', 'seven77', 'with a space in it', 'naïve-token', 'x'.repeat(4_097)])(
  '%j cannot be a token',
  (value) => {
    expect(() => checkedValue(value)).toThrow(expect.objectContaining({ exitCode: 2 }));
  },
);

test('a token of Inlet has to be whole', () => {
  const token = makeToken('pat');
  expect(checkedValue(token)).toBe(token);
  expect(() => checkedValue(token.slice(0, -1))).toThrow('copied whole');
});

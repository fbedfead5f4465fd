import { expect, test } from 'vitest';
import { hashToken, isInletToken, makeToken } from './token-format.ts';

test('a token carries its kind, an id, a secret and a checksum', () => {
  const token = makeToken('pat');
  expect(token).toMatch(/^inlet_pat_[0-9A-Za-z]{8}_[0-9A-Za-z]{36}$/);
  expect(isInletToken(token)).toBe(true);
  expect(makeToken('pat')).not.toBe(token);
});

test('a mistyped token is known without asking the store', () => {
  const token = makeToken('pat');
  const mistyped = token.slice(0, 20) + (token[20] === 'a' ? 'b' : 'a') + token.slice(21);
  expect(isInletToken(mistyped)).toBe(false);
  expect(isInletToken(`${token}x`)).toBe(false);
  expect(isInletToken('')).toBe(false);
});

test('what is stored is the SHA-256 of the whole token', () => {
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

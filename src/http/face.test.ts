import { expect, test } from 'vitest';
import type { Face } from './face.ts';
import { refuseSharedPrefixes } from './face.ts';

const faceAt = (name: string, ...prefixes: string[]) => ({ name, prefixes }) as unknown as Face;

test('two faces with one prefix are refused, naming both and the prefix', () => {
  const faces = [faceAt('inlet', '/inlet/v1'), faceAt('acme', '/v1', '/v2'), faceAt('zeta', '/v2')];
  expect(() => refuseSharedPrefixes(faces)).toThrow(
    'acme and zeta both serve /v2: give one of the two another prefix.',
  );
});

test('a prefix below that of another face is its own', () => {
  refuseSharedPrefixes([faceAt('acme', '/v1'), faceAt('zeta', '/v1/zeta')]);
});

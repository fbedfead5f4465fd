import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRegistered, redirectUriFault, withParameters } from './redirect-uri.ts';

const exact = { anyLoopbackPort: false };
const loopback = { anyLoopbackPort: true };

test.for([
  'https://app.example/cb',
  'https://app.example',
  'https://app.example:8443/cb?a=b&c',
  'http://127.0.0.1:4399/callback',
  'http://[::1]/in',
  'com.example.app://oauth/in',
])('%s can be registered', (uri) => {
  expect(redirectUriFault(uri)).toBeNull();
});

test.for([
  'https://app.example;script-src/cb',
  'https://a,b.example/cb',
  "https://app.example'/cb",
  'https://app_1.example/cb',
  'myapp://a;b/cb',
])('%s cannot: its host would join the policy of a page', (uri) => {
  expect(redirectUriFault(uri)).toBe('Its host has characters that no host name has.');
});

test('nothing but the very same text is one of the app’s', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), fc.webUrl(), (one, other) => {
      expect(isRegistered([one], one, exact)).toBe(true);
      expect(isRegistered([one], other, exact)).toBe(one === other);
      expect(isRegistered([one], `${one}/`, exact)).toBe(false);
    }),
  );
});

test('any port is for this machine alone, and for the same path there', () => {
  const registered = ['http://127.0.0.1/in', 'https://app.example/in'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 65_535 }), (port) => {
      expect(isRegistered(registered, `http://127.0.0.1:${port}/in`, loopback)).toBe(true);
      expect(isRegistered(registered, `http://127.0.0.1:${port}/in`, exact)).toBe(false);
      expect(isRegistered(registered, `http://127.0.0.1:${port}/out`, loopback)).toBe(false);
      expect(isRegistered(registered, `http://localhost:${port}/in`, loopback)).toBe(false);
      expect(isRegistered(registered, `https://app.example:${port}/in`, loopback)).toBe(false);
      expect(isRegistered(registered, `http://127.0.0.1.evil.example:${port}/in`, loopback)).toBe(
        false,
      );
    }),
  );
});

test('what the app is told comes back as it was, and cannot begin a line or a field', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (state) => {
      const told = withParameters('https://app.example/cb?own=1', { code: 'c', state });
      expect(told).toMatch(/^[\x21-\x7e]+$/);
      const { searchParams } = new URL(told);
      expect([...searchParams.keys()]).toEqual(['own', 'code', 'state']);
      expect(searchParams.get('state')).toBe(state.toWellFormed());
    }),
  );
});

import { expect, test } from 'vitest';
import { baseOf } from './base-path.ts';

test.each([
  ['http://127.0.0.1:4300/inbox/assets/index-x.js', ''],
  ['https://a.example/support/inlet/inbox/assets/index-x.js', '/support/inlet'],
  ['http://127.0.0.1:5173/src/state/api.ts', ''],
])('of %s it is %j', (url, base) => {
  expect(baseOf(url)).toBe(base);
});

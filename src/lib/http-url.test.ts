import { expect, test } from 'vitest';
import { httpUrlOrNull } from './http-url.ts';

test.each(['http://example.com', 'https://example.com/a?b#c', 'HTTPS://EXAMPLE.com'])(
  '%s may become a link, as it was sent',
  (text) => {
    expect(httpUrlOrNull(text)).toBe(text);
  },
);

test.each([
  null,
  '',
  'example.com',
  '//example.com',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  '\u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'ftp://example.com',
  'blob:https://example.com/1',
])('%j never becomes a link', (text) => {
  expect(httpUrlOrNull(text)).toBe(null);
});

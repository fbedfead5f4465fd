import { expect, test } from 'vitest';
import { isOtherPage } from './other-page.ts';

const page = '<script type="module" src="/below/inbox/assets/index-a1.js"></script>';

test('a page with the same script is the same, one with another is newer', () => {
  expect(isOtherPage(page, ['https://inlet.test/below/inbox/assets/index-a1.js'])).toBe(false);
  expect(isOtherPage(page, ['https://inlet.test/below/inbox/assets/index-b2.js'])).toBe(true);
});

test('what is no page of the inbox says nothing of its version', () => {
  expect(isOtherPage('<h1>Starting</h1>', ['https://inlet.test/inbox/assets/index-a1.js'])).toBe(
    false,
  );
});

import { expect, test } from 'vitest';
import { filled, placesIn } from './templates.ts';

test('a template reads as it will be sent, and shows what is still to be said', () => {
  const content = 'Dear {{1}}, your order {{ 2 }} is here. Yours, {{1}}';
  expect(placesIn(content)).toEqual(['1', '2']);
  expect(filled(content, new Map([['1', 'Jane']]))).toBe(
    'Dear Jane, your order {{ 2 }} is here. Yours, Jane',
  );
});

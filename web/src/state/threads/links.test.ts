import { expect, test } from 'vitest';
import { linksIn } from './links.ts';

test('an address is a link without the sign that ends its sentence, and shows its true host', () => {
  expect(linksIn('See https://shop.example/a?b=1. Thanks')).toEqual([
    { text: 'See ', href: null },
    {
      text: 'https://shop.example/a?b=1',
      href: 'https://shop.example/a?b=1',
      host: 'shop.example',
    },
    { text: '. Thanks', href: null },
  ]);
  const [link] = linksIn('https://аррle.example/');
  expect(link).toMatchObject({ host: 'xn--le-6kc8da.example' });
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'plain text', ''])(
  '%s is no link',
  (text) => {
    expect(linksIn(text).every(({ href }) => href === null)).toBe(true);
  },
);

test('nothing of a text is lost', () => {
  const text = 'a https://x.example b mailto:jane@x.example, tel:+4930123 (https://y.example)';
  expect(
    linksIn(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
  expect(linksIn(text).filter(({ href }) => href !== null)).toHaveLength(4);
});

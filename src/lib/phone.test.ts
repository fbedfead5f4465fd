import { expect, test } from 'vitest';
import { isCountryCode, parsePhone } from './phone.ts';

test.each([
  // A number of its country, in whatever writing.
  ['(201) 555-0999', 'US', '+12015550999', '2015550999'],
  ['01512 3456789', 'DE', '+4915123456789', '015123456789'],
  ['+44 (0)7911 123456', 'US', '+447911123456', '07911123456'],
  // 00 for the plus, also where the country itself dials something else.
  ['0049 151 23456789', 'US', '+4915123456789', '015123456789'],
  ['004915123456789', 'DE', '+4915123456789', '015123456789'],
  // Mobile numbers of Mexico and Argentina have lost a digit that WhatsApp still writes.
  ['+5215512345678', 'US', '+525512345678', '5512345678'],
  ['00521 55 1234 5678', 'US', '+525512345678', '5512345678'],
  ['+52 55 1234 5678', 'US', '+525512345678', '5512345678'],
  ['+5491123456789', 'US', '+541123456789', '01123456789'],
  ['011 15 2345 6789', 'AR', '+541123456789', '01123456789'],
  // What is no number of any country, but says that it is whole: groups and short numbers of bridges.
  ['+120363041234567890', 'US', '+120363041234567890', '120363041234567890'],
  ['+1234567', 'US', '+1234567', '1234567'],
  ['+1234567890123456789', 'US', '+1234567890123456789', '1234567890123456789'],
  // As many digits as with Mexico's, but not sure.
  ['+52155123456789', 'US', '+52155123456789', '52155123456789'],
])('%s of %s is %s', (text, country, e164, national) => {
  expect(parsePhone(text, country)).toEqual({ e164, national });
});

test.each([
  '12',
  'hello',
  '+123456',
  '+12345678901234567890',
  '447911123456',
  '+',
  '',
  '+1x2345678',
])('%s is no number', (text) => {
  expect(parsePhone(text, 'US')).toBeNull();
});

test('a country is two letters of ISO 3166', () => {
  for (const code of ['US', 'us', 'DE', 'AQ', 'UM', 'XK']) expect(isCountryCode(code)).toBe(true);
  for (const text of ['USA', 'Germany', 'XX', 'UK', '', 'constructor']) {
    expect(isCountryCode(text)).toBe(false);
  }
});

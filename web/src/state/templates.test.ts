import { expect, test } from 'vitest';
import { filled, parametersOf, placesIn } from './templates.ts';

test('a template reads as it will be sent, and shows what is still to be said', () => {
  const content = 'Dear {{1}}, your order {{ 2 }} is here. Yours, {{1}}';
  expect(placesIn(content)).toEqual(['1', '2']);
  expect(filled(content, new Map([['1', 'Jane']]))).toBe(
    'Dear Jane, your order {{ 2 }} is here. Yours, Jane',
  );
});

test('values go by the numbers of the places, whatever their order, else as the places stand', () => {
  const said = (...values: string[]) => new Map(values.map((value) => [value, `is ${value}`]));
  expect(parametersOf('{{2}} greets {{1}}', said('1', '2'))).toEqual(['is 1', 'is 2']);
  expect(parametersOf('{{3}} and {{1}} and {{3}}', said('1', '3'))).toEqual(['is 1', '', 'is 3']);
  expect(parametersOf('{{b}} and {{a}}', said('a', 'b'))).toEqual(['is b', 'is a']);
  expect(parametersOf('{{2}} and {{a}}', said('2', 'a'))).toEqual(['is 2', 'is a']);
  expect(parametersOf('No place', said())).toEqual([]);
});

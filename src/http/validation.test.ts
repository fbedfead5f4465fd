import { expect, test } from 'vitest';
import { validatorCompiler } from './validation.ts';

const compile = (schema: object) => validatorCompiler({})({ schema, httpPart: 'body' });

test('a format or a word that nothing checks stops the start', () => {
  expect(() => compile({ type: 'string', format: 'zip-code' })).toThrow(
    'A schema has the format "zip-code", which nothing checks.',
  );
  const text = { type: 'string', maxLenght: 5 };
  for (const schema of [text, { properties: { a: { anyOf: [{ items: text }] } } }]) {
    expect(() => compile(schema)).toThrow(
      'A schema has the word "maxLenght", which nothing checks.',
    );
  }
  expect(() => compile({ properties: { maxLenght: { type: 'string' } } })).not.toThrow();
});

test.each([
  ['2026-02-28T23:59:59Z', true],
  ['2024-02-29t00:00:00.123456+05:30', true],
  ['2026-02-29T00:00:00Z', false],
  ['2026-02-28T24:00:00Z', false],
  ['2026-02-28T00:00:00', false],
  ['2026-02-28', false],
  ['garbage', false],
  ['', false],
])('%j is a date and time: %s', (text, isOne) => {
  const check = compile({ type: 'string', format: 'date-time' });
  expect('value' in check(text)).toBe(isOne);
});

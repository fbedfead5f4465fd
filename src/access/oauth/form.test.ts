import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFields, readJsonFields } from './form.ts';

test('honest fields are read as they were written; an empty one is none', () => {
  expect(readFields('a=1&b=x%20y+z&c=')).toEqual(
    new Map([
      ['a', '1'],
      ['b', 'x y z'],
    ]),
  );
});

test('no text throws, and no field comes out twice or with a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const read = readFields(text);
      if ('kind' in read) return;
      for (const value of read.values()) expect(value).not.toMatch(/[\u0000-\u001f\u007f]/);
    }),
  );
  for (const twice of ['a=1&a=1', 'a=&a=1', 'a&a']) {
    expect(readFields(twice)).toMatchObject({ kind: 'fault', code: 'invalid_request' });
  }
});

test('of JSON only an object of texts is taken', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      const isOfText = isObject && Object.values(value).every((one) => typeof one === 'string');
      if (!isOfText) expect(readJsonFields(value)).toMatchObject({ kind: 'fault' });
      else expect(() => readJsonFields(value)).not.toThrow();
    }),
  );
});

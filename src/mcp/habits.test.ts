import Type from 'typebox';
import { describe, expect, test } from 'vitest';
import { readHabits } from './habits.ts';

const File = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  size: Type.Optional(Type.Number()),
});
const schema = Type.Object({
  id: Type.String(),
  of: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1 })),
  unread: Type.Optional(Type.Boolean()),
  kind: Type.Optional(Type.Enum(['a', 'b'])),
  to: Type.Optional(Type.Array(Type.String())),
  files: Type.Optional(Type.Array(File)),
  one: Type.Optional(File),
});
const read = (args: Record<string, unknown>) => readHabits(schema, args).value;

describe('an optional argument without a value', () => {
  const empty = ['of', 'limit', 'unread', 'kind', 'to', 'files', 'one'];

  test.each([['', empty] as const, [null, empty] as const])('is left out as %j', (value, names) => {
    const args = Object.fromEntries(names.map((name) => [name, value]));
    expect(readHabits(schema, { id: '1', ...args })).toEqual({
      value: { id: '1' },
      leftOut: names,
    });
  });

  test('is left out as 0, where 0 cannot be meant', () => {
    expect(read({ of: 0, limit: 0, kind: 0, to: 0 })).toEqual({});
    expect(read({ limit: '0' })).toEqual({});
    expect(read({ of: '0', unread: 0, one: { id: 'f', size: 0 } })).toEqual({
      of: '0',
      unread: 0,
      one: { id: 'f', size: 0 },
    });
  });

  test('is left out within what is given, too', () => {
    expect(read({ files: [{ id: 'f', name: '', size: null }] })).toEqual({ files: [{ id: 'f' }] });
  });
});

test('what has to be given, or is not known, stays for the check to refuse', () => {
  expect(read({ id: '', other: '', constructor: '' })).toEqual({
    id: '',
    other: '',
    constructor: '',
  });
});

test('a list and an object are read from JSON text, at every depth', () => {
  expect(read({ to: ' ["a"]', one: '{"id":"f","size":null}' })).toEqual({
    to: ['a'],
    one: { id: 'f' },
  });
  expect(read({ files: '["{\\"id\\":\\"f\\"}"]' })).toEqual({ files: [{ id: 'f' }] });
});

test('text stays text, whatever it looks like, and so does what is no JSON', () => {
  expect(read({ id: '["a"]', to: '[a', one: '["a"]' })).toEqual({
    id: '["a"]',
    to: '[a',
    one: '["a"]',
  });
});

test('what was sent is left as it was', () => {
  const sent = { of: null, files: [{ id: 'f', name: null }] };
  read(sent);
  expect(sent).toEqual({ of: null, files: [{ id: 'f', name: null }] });
});

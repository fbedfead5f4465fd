/**
 * One column: what it is in SQL (`Held`) and in the domain (`Known`). The form says how the one
 * becomes the other: a `flag` is 0 or 1, an `object` or other `json` is text.
 */
export type Column<Held = unknown, Known = unknown> = {
  readonly type: 'bigint' | 'text' | 'double precision';
  readonly form: 'plain' | 'flag' | 'object' | 'json';
  readonly isRequired: boolean;
  /** The noun does not have it, or not as a field of its own. */
  readonly isRowOnly: boolean;
  /** The database has a value for rows that are inserted without one. */
  readonly isFilled: boolean;
  /** The only words that the database takes. */
  readonly words: readonly string[] | null;
  /** Never there: it carries the types. */
  readonly as?: { held: Held; known: Known };
};

export type Columns = Readonly<Record<string, Column>>;

const plain = {
  form: 'plain',
  isRequired: true,
  isRowOnly: false,
  isFilled: false,
  words: null,
} as const;

export const integer: Column<number, number> = { ...plain, type: 'bigint' };
export const real: Column<number, number> = { ...plain, type: 'double precision' };
export const text: Column<string, string> = { ...plain, type: 'text' };
export const flag: Column<0 | 1, boolean> = { ...plain, type: 'bigint', form: 'flag' };
export const object: Column<string, Record<string, unknown>> = {
  ...plain,
  type: 'text',
  form: 'object',
};

export function json<Known>(): Column<string, Known> {
  return { ...plain, type: 'text', form: 'json' };
}

/** Text that is one of some words. The database takes others as well. */
export function word<Word extends string>(): Column<Word, Word> {
  return { ...plain, type: 'text' };
}

/** Text that is one of some words, which the database checks. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Column<Word, Word> {
  return { ...plain, type: 'text', words };
}

export function optional<Held, Known>(
  column: Column<Held, Known>,
): Column<Held | null, Known | null> {
  return { ...column, isRequired: false };
}

export function rowOnly<One extends Column>(column: One): One & { readonly isRowOnly: true } {
  return { ...column, isRowOnly: true };
}

export function filled<One extends Column>(column: One): One & { readonly isFilled: true } {
  return { ...column, isFilled: true };
}

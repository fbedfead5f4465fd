import { wrongField } from '../domain/refusal.ts';
import { missing } from '../inbox/refusals.ts';
import { decodeCursor, encodeCursor } from '../lib/cursor.ts';

/** A page of a list, as every list of the API answers. */
export type Page<Shown> = { data: Shown[]; nextCursor: string | null };

/**
 * A page from up to `limit + 1` rows: the one too many says that there is more, and the last one
 * shown is where the next page starts.
 */
export function pageOf<Row, Shown>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly number[],
  present: (row: Row) => Shown,
): Page<Shown> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data: shown.map(present),
    nextCursor: hasMore ? encodeCursor(positionOf(last)) : null,
  };
}

/** The numbers of a cursor; null where none was sent; refuses what is no cursor. */
export function cursorOf(text: string | undefined, length: number, name: string): number[] | null {
  if (text === undefined) return null;
  const numbers = decodeCursor(text, length);
  if (numbers !== null) return numbers;
  throw wrongField(name, 'must be a nextCursor of an earlier page');
}

/** An id from a path. What is no id of ours is answered as a missing one. */
export function idOf(text: string): number {
  const id = parseId(text);
  if (id === null) throw missing();
  return id;
}

/** An id that a list is narrowed by; null where none was sent. */
export function idFilterOf(text: string | undefined, name: string): number | null {
  if (text === undefined) return null;
  const id = parseId(text);
  if (id === null) throw wrongField(name, 'must be an id, such as 42');
  return id;
}

/** An id in a body; refuses what is no id. */
export function idInBody(text: string, path: string): number {
  const id = parseId(text);
  if (id === null) throw wrongField(path, 'must be an id, such as "42"');
  return id;
}

function parseId(text: string): number | null {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(id) ? id : null;
}

export { missing };

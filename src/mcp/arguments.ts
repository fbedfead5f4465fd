import { Refusal, wrongField } from '../domain/refusal.ts';
import { decodeCursor, encodeCursor } from '../lib/cursor.ts';

/* What arguments share that a schema cannot say. */

/** An id as the tools show it. What is none is answered as one that nothing has. */
export function idOf(text: string, noun: string): number {
  const id = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(id)) return id;
  throw missing(noun);
}

export function missing(noun: string): Refusal {
  return new Refusal('not-found', `There is no ${noun} of this id in the workspace.`);
}

/** The numbers of a cursor; null where none was given. */
export function placeOf(cursor: string | undefined, length: number): number[] | null {
  if (cursor === undefined || cursor === '') return null;
  const numbers = decodeCursor(cursor, length);
  if (numbers !== null) return numbers;
  throw wrongField('cursor', 'must be a next_cursor of this tool; leave it out to start');
}

/** What is shown of up to `limit + 1` rows, and where the next page starts. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => readonly number[],
): { shown: Row[]; next_cursor?: string } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || last === undefined) return { shown };
  return { shown, next_cursor: encodeCursor(positionOf(last)) };
}

/** For the end of a text: how to read on. */
export function readOn(next: string | undefined, what = 'More'): string {
  return next === undefined ? '' : `\n${what}: call again with cursor ${next}`;
}

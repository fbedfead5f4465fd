import { hash } from 'node:crypto';
import { decodeCursor, encodeCursor } from '../../lib/cursor.ts';
import { HighLevelRefusal, MESSAGE_TEXTS } from './errors.ts';
import type { Ids } from './ids.ts';
import type { ExportQuery } from './schemas/export.ts';

/** After the last request (docs/highlevel.md#export-pages). */
const GOOD_FOR_MS = 120_000;

/** Where an export goes on. The messages were counted once, with the first page. */
export type ExportPlace = { at: number; id: number; total: number };

/** The message is named as it is shown: its row's number would say how many there are. */
export function encodeExportCursor(
  { at, id, total }: ExportPlace,
  query: ExportQuery,
  { message }: Ids,
  now: number,
): string {
  return `${message.show(id)}.${encodeCursor([at, total, now, askedOf(query)])}`;
}

/** Null for the first page; refuses a cursor that is none, too old, or of another question. */
export function decodeExportCursor(
  query: ExportQuery,
  { message }: Ids,
  now: number,
): ExportPlace | null {
  if (query.cursor === undefined || query.cursor === '') return null;
  const [shown = '', rest = ''] = query.cursor.split('.', 2);
  const id = message.read(shown);
  const numbers = decodeCursor(rest, 4);
  if (id === null || numbers === null) throw new HighLevelRefusal(400, MESSAGE_TEXTS.badCursor);
  const [at = 0, total = 0, givenAt = 0, asked = 0] = numbers;
  if (asked !== askedOf(query)) throw new HighLevelRefusal(400, MESSAGE_TEXTS.otherCursor);
  if (now - givenAt > GOOD_FOR_MS) throw new HighLevelRefusal(400, MESSAGE_TEXTS.oldCursor);
  return { at, id, total };
}

/** A number for everything but the cursor and the limit. */
function askedOf({ cursor: _, limit: __, ...query }: ExportQuery): number {
  const names = Object.keys(query).sort() as (keyof typeof query)[];
  const asked = JSON.stringify(names.map((name) => [name, query[name]]));
  return parseInt(hash('sha256', asked, 'hex').slice(0, 12), 16);
}

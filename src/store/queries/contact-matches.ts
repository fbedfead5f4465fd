import { sql } from 'kysely';
import type { Reader } from '../transaction.ts';

export type Owner = { workspaceId: number; vendor: string };

/** Up to this many contacts are named one by one in the query that follows. */
const FEW = 1_000;
/** As many as can be compared with the other words of a query within a few milliseconds. */
const COMPARABLE = 20_000;
/** After every word that begins with what stands before it. */
const LAST = '\u{10ffff}';

/**
 * The contacts that have a word beginning with each of these, or null where they are too many to be
 * named: then nearly every page of a list has some, and looking at one after the other is fast.
 */
export async function findMatches(
  db: Reader,
  owner: Owner,
  words: readonly string[],
): Promise<number[] | null> {
  const counted = await Promise.all(
    words.map(async (word) => ({ word, rows: await beginnings(db, owner, word, FEW + 1) })),
  );
  const rare = counted.filter(({ rows }) => rows.length <= FEW).sort(byRows)[0];
  if (rare !== undefined) {
    return matchesOf(db, owner, rare.word, without(words, rare.word), rare.rows.length);
  }
  if (words.length === 1) return null;
  const sized = await Promise.all(
    words.map(async (word) => ({ word, rows: await beginnings(db, owner, word, COMPARABLE + 1) })),
  );
  const rarest = sized.sort(byRows)[0];
  if (rarest === undefined || rarest.rows.length > COMPARABLE) return null;
  const found = await matchesOf(db, owner, rarest.word, without(words, rarest.word), FEW + 1);
  return found.length > FEW ? null : found;
}

/** For `exists`: a word of the contact, which is a column of the query around it, beginning so. */
export function wordOf(
  db: Reader,
  contactId: 'conversations.contactId' | 'contacts.id' | 'found.contactId',
  { workspaceId }: Owner,
  word: string,
) {
  return db
    .selectFrom('contactTerms as word')
    .select('word.contactId')
    .where('word.workspaceId', '=', workspaceId)
    .where('word.contactId', '=', sql.ref<number>(contactId))
    .where('word.kind', '=', 'word')
    .where('word.term', '>=', word)
    .where('word.term', '<', word + LAST);
}

async function beginnings(db: Reader, owner: Owner, word: string, limit: number) {
  return range(db, owner, word).limit(limit).execute();
}

function range(db: Reader, owner: Owner, word: string) {
  return db
    .selectFrom('contactTerms as found')
    .select('found.contactId')
    .where('found.workspaceId', '=', owner.workspaceId)
    .where('found.vendor', '=', owner.vendor)
    .where('found.kind', '=', 'word')
    .where('found.term', '>=', word)
    .where('found.term', '<', word + LAST);
}

async function matchesOf(
  db: Reader,
  owner: Owner,
  word: string,
  others: readonly string[],
  limit: number,
): Promise<number[]> {
  let query = range(db, owner, word).distinct().limit(limit);
  for (const other of others) {
    query = query.where((eb) => eb.exists(wordOf(db, 'found.contactId', owner, other)));
  }
  return (await query.execute()).map(({ contactId }) => contactId);
}

function without(words: readonly string[], word: string): string[] {
  const at = words.indexOf(word);
  return words.filter((_, index) => index !== at);
}

function byRows(a: { rows: unknown[] }, b: { rows: unknown[] }): number {
  return a.rows.length - b.rows.length;
}

import { sql } from 'kysely';
import type { Reader } from '../../transaction.ts';

export type Owner = { workspaceId: number; vendor: string };

/**
 * Up to this many contacts are named one by one in the query that follows. The newest conversations
 * are looked at for them otherwise, which is slow where all are old: of 100,000, as many as 1,000
 * took 56 ms so, and 6 ms when they are named.
 */
const FEW = 3_000;
/** As many as can be compared with the other words of a query within a few milliseconds. */
const COMPARABLE = 20_000;
/** After every word that begins with what stands before it. */
const LAST = '\u{10ffff}';

export type Matches =
  /** Nothing was asked. */
  | { kind: 'all' }
  | { kind: 'few'; contactIds: number[] }
  /** Nearly every page of a list has some, so that looking at one after the other is fast. */
  | { kind: 'many'; rarest: string; others: string[] };

/** How many of a search are counted: to count on would read what nobody looks at. */
export function mostCounted({ kind }: Matches): number {
  return kind === 'all' ? 10_000 : 1_000;
}

/** The contacts that have a word beginning with each of these. */
export async function findMatches(
  db: Reader,
  owner: Owner,
  words: readonly string[],
): Promise<Matches> {
  if (words.length === 0) return { kind: 'all' };
  const rare = await rarestOf(db, owner, words, FEW + 1);
  if (rare.rows <= FEW) {
    return { kind: 'few', contactIds: await matchesOf(db, owner, rare, FEW) };
  }
  const rarest = words.length === 1 ? rare : await rarestOf(db, owner, words, COMPARABLE + 1);
  if (words.length > 1 && rarest.rows <= COMPARABLE) {
    const contactIds = await matchesOf(db, owner, rarest, FEW + 1);
    if (contactIds.length <= FEW) return { kind: 'few', contactIds };
  }
  return { kind: 'many', rarest: rarest.word, others: rarest.others };
}

/** The contacts of the words that begin so; a contact as often as it has such words. */
export function beginningWith(db: Reader, { workspaceId, vendor }: Owner, word: string) {
  return db
    .selectFrom('contactTerms as found')
    .where('found.workspaceId', '=', workspaceId)
    .where('found.vendor', '=', vendor)
    .where('found.kind', '=', 'word')
    .where('found.term', '>=', word)
    .where('found.term', '<', word + LAST);
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

/** `IN ()` is no SQL; nothing has the id 0. */
export function idsOrNone(ids: readonly number[]): number[] {
  return ids.length === 0 ? [0] : [...ids];
}

type Rarest = { word: string; others: string[]; rows: number };

/** The word that the fewest have, counted up to `most`. */
async function rarestOf(
  db: Reader,
  owner: Owner,
  words: readonly string[],
  most: number,
): Promise<Rarest> {
  const counted = await Promise.all(
    words.map(async (word, index) => {
      const some = beginningWith(db, owner, word).select('found.contactId').limit(most);
      const { rows } = await db
        .selectFrom(some.as('bounded'))
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow();
      return { word, others: words.filter((_, other) => other !== index), rows };
    }),
  );
  return counted.reduce((a, b) => (b.rows < a.rows ? b : a));
}

async function matchesOf(
  db: Reader,
  owner: Owner,
  { word, others }: Rarest,
  limit: number,
): Promise<number[]> {
  let query = beginningWith(db, owner, word).select('found.contactId').distinct().limit(limit);
  for (const other of others) {
    query = query.where((eb) => eb.exists(wordOf(db, 'found.contactId', owner, other)));
  }
  return (await query.execute()).map(({ contactId }) => contactId);
}

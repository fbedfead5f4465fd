import type { Contact } from '../../domain/contact.ts';
import type { ContactTerm } from '../../domain/contact-terms.ts';
import { contactFromRow } from '../rows.ts';
import type { Reader } from '../transaction.ts';
import type { Owner } from './contact-matches.ts';
import { findMatches, wordOf } from './contact-matches.ts';

export type ContactSearch = Owner & {
  /** Beginnings of words, all of which a contact must have; empty finds all. */
  words: string[];
  /** An address or a number that a contact must have as a whole. */
  exact: ContactTerm[];
  id: number | null;
  /** Those after this place, newest first. */
  before: { createdAt: number; id: number } | null;
  offset: number;
  limit: number;
};

/** What is counted at most: to count on would read what nobody looks at. */
const MOST_COUNTED = 10_000;

export const reads = {
  /** A vendor's own contacts, newest first; `total` is counted up to 10,000. */
  async searchContacts(
    db: Reader,
    input: ContactSearch,
  ): Promise<{ contacts: Contact[]; total: number }> {
    const ids = input.words.length === 0 ? null : await findMatches(db, input, input.words);
    const matching = found(db, input, ids);
    const { before } = input;
    const page =
      before === null
        ? matching
        : matching.where((eb) =>
            eb(
              eb.refTuple('contacts.createdAt', 'contacts.id'),
              '<',
              eb.tuple(before.createdAt, before.id),
            ),
          );
    const rows = await page
      .selectAll('contacts')
      .orderBy('contacts.createdAt', 'desc')
      .orderBy('contacts.id', 'desc')
      .limit(input.limit)
      .offset(input.offset)
      .execute();
    const counted = await db
      .selectFrom(matching.select('contacts.id').limit(MOST_COUNTED).as('counted'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return { contacts: rows.map(contactFromRow), total: counted.total };
  },
};

function found(db: Reader, input: ContactSearch, ids: number[] | null) {
  let query = db
    .selectFrom('contacts')
    .where('contacts.workspaceId', '=', input.workspaceId)
    .where('contacts.vendor', '=', input.vendor)
    .where('contacts.channelId', 'is', null);
  if (input.id !== null) query = query.where('contacts.id', '=', input.id);
  if (ids !== null) query = query.where('contacts.id', 'in', ids.length === 0 ? [0] : ids);
  else {
    for (const word of input.words) {
      query = query.where((eb) => eb.exists(wordOf(db, 'contacts.id', input, word)));
    }
  }
  for (const { kind, term } of input.exact) {
    query = query.where('contacts.id', 'in', (eb) =>
      eb
        .selectFrom('contactTerms')
        .select('contactTerms.contactId')
        .where('contactTerms.workspaceId', '=', input.workspaceId)
        .where('contactTerms.vendor', '=', input.vendor)
        .where('contactTerms.kind', '=', kind)
        .where('contactTerms.term', '=', term),
    );
  }
  return query;
}

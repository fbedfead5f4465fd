import type { SelectQueryBuilder } from 'kysely';
import type { Contact } from '../../../domain/contact.ts';
import type { ContactTerm } from '../../../domain/contact-terms.ts';
import type { Schema } from '../../schema.ts';
import { contacts } from '../../tables/contacts.ts';
import type { Reader } from '../../transaction.ts';
import type { Matches, Owner } from './contact-matches.ts';
import { beginningWith, findMatches, idsOrNone, mostCounted, wordOf } from './contact-matches.ts';

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

export const reads = {
  /** A vendor's own contacts, newest first; `total` is counted up to 10,000, with words up to 1,000. */
  async searchContacts(
    db: Reader,
    input: ContactSearch,
  ): Promise<{ contacts: Contact[]; total: number }> {
    const matches = await findMatches(db, input, input.words);
    const { before } = input;
    let page = narrowed(db, db.selectFrom('contacts'), input, matches);
    if (before !== null) {
      page = page.where((eb) =>
        eb(
          eb.refTuple('contacts.createdAt', 'contacts.id'),
          '<',
          eb.tuple(before.createdAt, before.id),
        ),
      );
    }
    const rows = await page
      .selectAll('contacts')
      .orderBy('contacts.createdAt', 'desc')
      .orderBy('contacts.id', 'desc')
      .limit(input.limit)
      .offset(input.offset)
      .execute();
    const { total } = await db
      .selectFrom(counting(db, input, matches).as('bounded'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    return { contacts: rows.map(contacts.fromRow), total };
  },
};

type Contacts = SelectQueryBuilder<Schema, 'contacts', object>;

/** Where many have the words, the rarest word leads: it finds them without looking at all. */
function counting(db: Reader, input: ContactSearch, matches: Matches) {
  if (matches.kind !== 'many') {
    const query = narrowed(db, db.selectFrom('contacts'), input, matches);
    return query.select('contacts.id').limit(mostCounted(matches));
  }
  const joined = beginningWith(db, input, matches.rarest)
    .crossJoin('contacts')
    .whereRef('contacts.id', '=', 'found.contactId') as unknown as Contacts;
  return narrowed(db, joined, input, matches)
    .select('contacts.id')
    .distinct()
    .limit(mostCounted(matches));
}

function narrowed(db: Reader, from: Contacts, input: ContactSearch, matches: Matches): Contacts {
  let query = from
    .where('contacts.workspaceId', '=', input.workspaceId)
    .where('contacts.vendor', '=', input.vendor)
    .where('contacts.channelId', 'is', null);
  if (input.id !== null) query = query.where('contacts.id', '=', input.id);
  if (matches.kind === 'few') {
    query = query.where('contacts.id', 'in', idsOrNone(matches.contactIds));
  } else if (matches.kind === 'many') {
    for (const word of [matches.rarest, ...matches.others]) {
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

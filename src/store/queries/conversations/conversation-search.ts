import type { SelectQueryBuilder } from 'kysely';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { Direction } from '../../../domain/message.ts';
import type { Schema } from '../../schema.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import type { ConversationRow } from '../../tables/conversations.ts';
import type { Reader } from '../../transaction.ts';
import type { Matches, Owner } from '../contacts/contact-matches.ts';
import {
  beginningWith,
  findMatches,
  idsOrNone,
  mostCounted,
  wordOf,
} from '../contacts/contact-matches.ts';
import { reads as contactReads } from '../contacts/own-contacts.ts';

/**
 * Conversations of a vendor that keeps all of them across channels, by their contacts and what
 * happened last. Null asks for nothing.
 */
export type ConversationSearch = Owner & {
  /** Beginnings of words, all of which the contact must have; empty finds all. */
  words: string[];
  id: number | null;
  contactId: number | null;
  /** Users, and null for those that nobody has. */
  assignedTo: (number | null)[] | null;
  isUnread: boolean | null;
  /** What the vendor's attributes must hold, as `"name":value` in JSON. */
  attribute: string | null;
  lastMessageTypes: string[] | null;
  lastMessageDirection: Direction | null;
  createdFrom: number | null;
  createdTo: number | null;
  /** Only those whose last message was written beyond this time, in the order of the list. */
  beyond: number | null;
  order: 'asc' | 'desc';
  limit: number;
};

export type FoundConversation = { conversation: Conversation; contact: Contact };

/** Conversations of one and the same time that a page may hold beyond its limit. */
const MOST_TIES = 100;

export const reads = {
  /**
   * By the time of the last message. A page goes on to the end of one time, as the next page begins
   * beyond it. `total` is counted up to 10,000, with words up to 1,000.
   */
  async searchConversations(
    db: Reader,
    input: ConversationSearch,
  ): Promise<{ found: FoundConversation[]; total: number }> {
    const matches = await findMatches(db, input, input.words);
    const rows = await readPage(
      narrowed(db, db.selectFrom('conversations'), input, matches),
      input,
    );
    const { total } = await db
      .selectFrom(counting(db, input, matches).as('bounded'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const found = await withContacts(db, input, rows.map(conversationFromRow));
    return { found, total };
  },
};

type Query = SelectQueryBuilder<Schema, 'conversations', object>;

async function readPage(
  query: Query,
  { beyond, order, limit }: ConversationSearch,
): Promise<ConversationRow[]> {
  const matching =
    beyond === null
      ? query
      : query.where('conversations.activeAt', order === 'desc' ? '<' : '>', beyond);
  const page = matching
    .selectAll('conversations')
    .orderBy('conversations.activeAt', order)
    .orderBy('conversations.id', order);
  const rows = await page.limit(limit + 1).execute();
  const [last, next] = rows.slice(limit - 1);
  if (last === undefined || next === undefined) return rows;
  const whole = rows.slice(0, limit);
  if (next.activeAt !== last.activeAt) return whole;
  const taken = whole.filter((row) => row.activeAt === last.activeAt).length;
  const ties = page.where('conversations.activeAt', '=', last.activeAt);
  return [...whole, ...(await ties.offset(taken).limit(MOST_TIES).execute())];
}

/** Where many have the words, the rarest word leads: it finds them without looking at all. */
function counting(db: Reader, input: ConversationSearch, matches: Matches) {
  if (matches.kind !== 'many') {
    const query = narrowed(db, db.selectFrom('conversations'), input, matches);
    // In this order too: counting by another index would read other workspaces, or sort.
    return query
      .select('conversations.id')
      .orderBy('conversations.activeAt', 'desc')
      .limit(mostCounted(matches));
  }
  const joined = beginningWith(db, input, matches.rarest)
    .crossJoin('conversations')
    .whereRef('conversations.contactId', '=', 'found.contactId') as unknown as Query;
  return narrowed(db, joined, input, matches, true)
    .select('conversations.id')
    .distinct()
    .limit(mostCounted(matches));
}

function narrowed(
  db: Reader,
  from: Query,
  input: ConversationSearch,
  matches: Matches,
  isLed = false,
): Query {
  const { id, contactId } = input;
  let query = from
    .where('conversations.workspaceId', '=', input.workspaceId)
    .where('conversations.vendor', '=', input.vendor)
    .where('conversations.deletedAt', 'is', null);
  if (id !== null) query = query.where('conversations.id', '=', id);
  if (contactId !== null) query = query.where('conversations.contactId', '=', contactId);
  if (matches.kind === 'few') {
    query = query.where('conversations.contactId', 'in', idsOrNone(matches.contactIds));
  } else if (matches.kind === 'many') {
    for (const word of [matches.rarest, ...matches.others]) {
      query = query.where((eb) => eb.exists(wordOf(db, 'conversations.contactId', input, word)));
    }
  }
  // Finds the index by contact. Left out where a list is read in its order: there SQLite would take
  // an index by channel and sort a whole workspace (measured: 200 ms of 100,000).
  if (isLed || matches.kind === 'few' || contactId !== null) {
    query = query.where('conversations.channelId', 'is', null);
  }
  return byState(byLastMessage(query, input), input);
}

function byState(query: Query, input: ConversationSearch): Query {
  const { assignedTo, isUnread, attribute, createdFrom, createdTo } = input;
  let found = query;
  if (assignedTo !== null) {
    const users = assignedTo.filter((user) => user !== null);
    found = found.where((eb) =>
      eb.or([
        eb('conversations.assignedUserId', 'in', idsOrNone(users)),
        ...(assignedTo.includes(null) ? [eb('conversations.assignedUserId', 'is', null)] : []),
      ]),
    );
  }
  if (isUnread !== null) {
    found = found.where('conversations.unreadCount', isUnread ? '>' : '=', 0);
  }
  if (attribute !== null) {
    found = found.where('conversations.attributes', 'like', `%${attribute}%`);
  }
  if (createdFrom !== null) found = found.where('conversations.createdAt', '>=', createdFrom);
  if (createdTo !== null) found = found.where('conversations.createdAt', '<=', createdTo);
  return found;
}

function byLastMessage(query: Query, input: ConversationSearch): Query {
  const { lastMessageTypes: types, lastMessageDirection: direction } = input;
  let found = query;
  if (types !== null) {
    found = found.where('conversations.lastMessageType', 'in', types.length === 0 ? [''] : types);
  }
  if (direction !== null) found = found.where('conversations.lastMessageDirection', '=', direction);
  return found;
}

async function withContacts(
  db: Reader,
  owner: Owner,
  conversations: Conversation[],
): Promise<FoundConversation[]> {
  const ids = conversations.flatMap(({ contactId }) => (contactId === null ? [] : [contactId]));
  const contacts = await contactReads.findOwnContacts(db, { ...owner, ids });
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return conversations.flatMap((conversation) => {
    const contact = byId.get(conversation.contactId ?? 0);
    return contact === undefined ? [] : [{ conversation, contact }];
  });
}

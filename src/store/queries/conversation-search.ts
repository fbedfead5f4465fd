import type { Contact } from '../../domain/contact.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Direction } from '../../domain/message.ts';
import { conversationFromRow } from '../rows.ts';
import type { Reader } from '../transaction.ts';
import type { Owner } from './contact-matches.ts';
import { findMatches, wordOf } from './contact-matches.ts';
import { reads as contactReads } from './own-contacts.ts';

/** Conversations across channels, by their contacts and what happened last. Null asks for nothing. */
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

/** What is counted at most: to count on would read what nobody looks at. */
const MOST_COUNTED = 10_000;
const MOST_COUNTED_BY_WORDS = 1_000;
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
    const ids = input.words.length === 0 ? null : await findMatches(db, input, input.words);
    const matching = matches(db, input, ids);
    const { beyond, order, limit } = input;
    const page = (
      beyond === null
        ? matching
        : matching.where('conversations.activeAt', order === 'desc' ? '<' : '>', beyond)
    )
      .selectAll('conversations')
      .orderBy('conversations.activeAt', order)
      .orderBy('conversations.id', order);
    const rows = await page.limit(limit + 1).execute();
    const next = rows[limit];
    const last = rows[limit - 1];
    if (next !== undefined && last !== undefined) {
      rows.pop();
      if (next.activeAt === last.activeAt) {
        const ties = page.where('conversations.activeAt', '=', last.activeAt);
        const taken = rows.filter((row) => row.activeAt === last.activeAt).length;
        rows.push(...(await ties.offset(taken).limit(MOST_TIES).execute()));
      }
    }
    const most = input.words.length === 0 || ids !== null ? MOST_COUNTED : MOST_COUNTED_BY_WORDS;
    const counted = await db
      .selectFrom(matching.select('conversations.id').limit(most).as('counted'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow();
    const found = await withContacts(db, input, rows.map(conversationFromRow));
    return { found, total: counted.total };
  },
};

type Query = ReturnType<typeof ownConversations>;

function ownConversations(db: Reader, { workspaceId, vendor }: Owner) {
  return db
    .selectFrom('conversations')
    .where('conversations.workspaceId', '=', workspaceId)
    .where('conversations.vendor', '=', vendor)
    .where('conversations.channelId', 'is', null)
    .where('conversations.deletedAt', 'is', null);
}

/** `ids` are the contacts found by their words; null where those are looked at one by one. */
function matches(db: Reader, input: ConversationSearch, ids: number[] | null): Query {
  let query = ownConversations(db, input);
  const { id, contactId, words } = input;
  if (id !== null) query = query.where('conversations.id', '=', id);
  if (contactId !== null) query = query.where('conversations.contactId', '=', contactId);
  if (ids !== null) {
    query = query.where('conversations.contactId', 'in', ids.length === 0 ? [0] : ids);
  } else {
    for (const word of words) {
      query = query.where((eb) => eb.exists(wordOf(db, 'conversations.contactId', input, word)));
    }
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
        eb('conversations.assignedUserId', 'in', users.length === 0 ? [0] : users),
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

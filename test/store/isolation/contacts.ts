/** The part of ../isolation.test.ts that is about contacts which no channel keeps. */
import type { StoreUnderTest } from '../each-engine.ts';
import { NOW, unique } from '../workspace.ts';

export interface ContactIds {
  ownContactId: number;
  ownConversationId: number;
  email: string;
}

export const missingContact: ContactIds = {
  ownContactId: 7_000_000_000_010,
  ownConversationId: 7_000_000_000_011,
  email: 'nobody@example.com',
};

type Ask = (workspaceId: number, ids: ContactIds, it: StoreUnderTest) => Promise<unknown>;
type Entries = Record<string, Ask | 'makes something new'>;

const search = {
  ...{ vendor: 'v', words: [], id: null, contactId: null, assignedTo: null, isUnread: null },
  ...{ attribute: null, lastMessageTypes: null, lastMessageDirection: null, createdFrom: null },
  ...{ createdTo: null, beyond: null, order: 'desc' as const, limit: 10 },
};
const draft = { vendor: 'v', name: 'X', email: null, phone: null, attributes: {}, terms: [] };

export const contactReads = {
  findOwnContact: (workspaceId, { ownContactId: id }, { store }) =>
    store.read.findOwnContact({ workspaceId, vendor: 'v', id }),
  findOwnContacts: (workspaceId, { ownContactId: id }, { store }) =>
    store.read.findOwnContacts({ workspaceId, vendor: 'v', ids: [id] }),
  findOwnContactByTerms: (workspaceId, { email: term }, { store }) =>
    store.read.findOwnContactByTerms({
      workspaceId,
      vendor: 'v',
      terms: [{ kind: 'email', term }],
    }),
  searchContacts: async (workspaceId, { ownContactId, email: term }, { store }) => {
    const all = { workspaceId, vendor: 'v', words: [], exact: [], id: null, before: null };
    const page = { offset: 0, limit: 10 };
    return [
      await store.read.searchContacts({ ...all, ...page, id: ownContactId }),
      await store.read.searchContacts({ ...all, ...page, exact: [{ kind: 'email', term }] }),
      await store.read.searchContacts({ ...all, ...page, words: [term] }),
    ];
  },
  findOwnConversation: (workspaceId, { ownConversationId: id }, { store }) =>
    store.read.findOwnConversation({ workspaceId, vendor: 'v', id }),
  findConversationOfContact: (workspaceId, { ownContactId: contactId }, { store }) =>
    store.read.findConversationOfContact({ workspaceId, vendor: 'v', contactId }),
  searchConversations: async (workspaceId, ids, { store }) => [
    await store.read.searchConversations({ ...search, workspaceId, id: ids.ownConversationId }),
    await store.read.searchConversations({ ...search, workspaceId, contactId: ids.ownContactId }),
    await store.read.searchConversations({ ...search, workspaceId, words: [ids.email] }),
  ],
} satisfies Entries;

export const contactWrites = {
  addContact: 'makes something new',
  updateContact: (workspaceId, { ownContactId: id }, { store }) =>
    store.write.updateContact({ ...draft, workspaceId, id, uniqueBy: [], now: NOW }),
  deleteContact: (workspaceId, { ownContactId: id }, { store }) =>
    store.write.deleteContact({ workspaceId, vendor: 'v', id, now: NOW }),
  addConversation: (workspaceId, { ownContactId: contactId }, { store }) =>
    store.write.addConversation({ workspaceId, vendor: 'v', contactId, now: NOW }),
  markConversation: (workspaceId, { ownConversationId: id }, { store }) =>
    store.write.markConversation({ workspaceId, vendor: 'v', id, unreadCount: 5, now: NOW }),
  deleteOwnConversation: (workspaceId, { ownConversationId: id }, { store }) =>
    store.write.deleteOwnConversation({ workspaceId, vendor: 'v', id, now: NOW }),
} satisfies Entries;

/** A contact that no channel keeps, with its conversation. */
export async function fillContact({ store }: StoreUnderTest, workspaceId: number) {
  const email = `${unique('jane')}@example.com`;
  const terms = [
    { kind: 'email' as const, term: email },
    { kind: 'word' as const, term: email },
  ];
  const contact = { ...draft, email, terms, uniqueBy: [], now: NOW };
  const added = await store.write.addContact({ ...contact, workspaceId });
  if (added.kind !== 'done') throw new Error('the contact is the first');
  const { id: contactId } = added.contact;
  const made = await store.write.addConversation({ workspaceId, vendor: 'v', contactId, now: NOW });
  if (made.kind !== 'made') throw new Error('the conversation is the first');
  return { ownContactId: contactId, ownConversationId: made.conversation.id, email };
}

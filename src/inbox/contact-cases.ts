import type { Contact } from '../domain/contact.ts';
import { emailKey, queryWords, termsOf } from '../domain/contact-terms.ts';
import type { ContactTerm } from '../domain/contact-terms.ts';
import type { Phone } from '../lib/phone.ts';
import type { ContactOutcome, ContactSearch, UniqueBy } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

type Owner = { workspaceId: number; vendor: string };

/** What is known of a contact that no channel keeps. */
export type ContactInput = Owner &
  Pick<Contact, 'name' | 'email' | 'attributes'> & {
    phone: Phone | null;
    /** What it must not share with another contact, in the order in which it is looked for. */
    uniqueBy: UniqueBy;
  };

export interface ContactCases {
  addContact(contact: ContactInput): Promise<ContactOutcome>;
  updateContact(contact: ContactInput & { id: number }): Promise<ContactOutcome>;
  /** With its conversation; false where there is no such contact. */
  deleteContact(contact: Owner & { id: number }): Promise<boolean>;
  /** The oldest contact with the first of these that any has. */
  findTwin(contact: Owner & TwinKeys): Promise<Contact | null>;
  searchContacts(
    search: Omit<ContactSearch, 'words' | 'exact'> & {
      query: string;
      email: string | null;
      phone: string | null;
    },
  ): Promise<{ contacts: Contact[]; total: number }>;
}

export type TwinKeys = { email: string | null; phone: string | null; uniqueBy: UniqueBy };

export function createContactCases({ store, now, startPurge }: InboxPorts): ContactCases {
  return {
    addContact: (contact) => store.write.addContact({ ...draftOf(contact), now: now() }),
    updateContact: (contact) =>
      store.write.updateContact({ ...draftOf(contact), id: contact.id, now: now() }),
    async deleteContact({ workspaceId, vendor, id }) {
      const isDeleted = await store.write.deleteContact({ workspaceId, vendor, id, now: now() });
      if (isDeleted) startPurge();
      return isDeleted;
    },
    findTwin({ workspaceId, vendor, ...keys }) {
      const terms = keys.uniqueBy.flatMap((kind) => keyOf(kind, keys[kind]));
      return store.read.findOwnContactByTerms({ workspaceId, vendor, terms });
    },
    async searchContacts({ query, email, phone, ...search }) {
      const words = queryWords(query);
      if (words.length === 0 && query.trim() !== '') return { contacts: [], total: 0 };
      const exact = [...keyOf('email', email), ...keyOf('phone', phone)];
      return store.read.searchContacts({ ...search, words, exact });
    },
  };
}

function draftOf({ phone, ...contact }: ContactInput) {
  const terms = termsOf({
    ...contact,
    phone: phone?.e164 ?? null,
    nationalPhone: phone?.national ?? null,
  });
  return { ...contact, phone: phone?.e164 ?? null, terms };
}

function keyOf(kind: 'email' | 'phone', value: string | null): ContactTerm[] {
  if (value === null) return [];
  return [{ kind, term: kind === 'email' ? emailKey(value) : value }];
}

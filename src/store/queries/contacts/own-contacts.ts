import type { Contact } from '../../../domain/contact.ts';
import type { ContactTerm } from '../../../domain/contact-terms.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { seatOfContact } from '../../../domain/participant.ts';
import { contacts } from '../../tables/contacts.ts';
import { toJson } from '../../json.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

/* Contacts that no channel keeps: a vendor's own, made and changed by its API. */

type Owner = { workspaceId: number; vendor: string };

/** What a contact must not share with another one, in the order in which it is looked for. */
export type UniqueBy = readonly ('email' | 'phone')[];

export type ContactDraft = Owner &
  Pick<Contact, 'name' | 'email' | 'phone' | 'attributes'> & { terms: ContactTerm[] };

export type ContactOutcome =
  | { kind: 'done'; contact: Contact }
  /** Another contact has the same; nothing was changed. */
  | { kind: 'duplicate'; contact: Contact; by: 'email' | 'phone' }
  | { kind: 'contact-missing' };

export const reads = {
  async findOwnContact(db: Reader, input: Owner & { id: number }): Promise<Contact | null> {
    const row = await ownContacts(db, input).where('id', '=', input.id).executeTakeFirst();
    return row === undefined ? null : contacts.fromRow(row);
  },

  async findOwnContacts(db: Reader, input: Owner & { ids: number[] }): Promise<Contact[]> {
    if (input.ids.length === 0) return [];
    const rows = await ownContacts(db, input).where('id', 'in', input.ids).execute();
    return rows.map(contacts.fromRow);
  },

  /** The oldest contact with the first of these terms that any has. */
  async findOwnContactByTerms(
    db: Reader,
    input: Owner & { terms: ContactTerm[] },
  ): Promise<Contact | null> {
    const found = await findByTerms(db, input, input.terms, null);
    return found?.contact ?? null;
  },
};

export const writes = {
  async addContact(
    tx: WriteTransaction,
    input: ContactDraft & { uniqueBy: UniqueBy; now: number },
  ): Promise<ContactOutcome> {
    const { workspaceId, vendor, name, email, phone, attributes, terms, now } = input;
    await tx.lockContacts(workspaceId);
    const twin = await findByTerms(tx.db, input, keysOf(terms, input.uniqueBy), null);
    if (twin !== null) return { kind: 'duplicate', ...twin };
    const contact: Contact = {
      ...{ id: await tx.nextId(), workspaceId, vendor, channelId: null, externalId: null },
      ...{ name, avatarUrl: null, email, phone, attributes, createdAt: now, updatedAt: now },
    };
    await tx.db.insertInto('contacts').values(contacts.toRow(contact)).execute();
    await addTerms(tx, contact, terms);
    await tx.append(eventOf(contact, 'contact.created', {}, now));
    return { kind: 'done', contact };
  },

  /** Replaces what is known of a contact. Its seat in its conversation takes a new name. */
  async updateContact(
    tx: WriteTransaction,
    input: ContactDraft & { id: number; uniqueBy: UniqueBy; now: number },
  ): Promise<ContactOutcome> {
    const { workspaceId, id, name, email, phone, attributes, terms, now } = input;
    await tx.lockContacts(workspaceId);
    const known = await reads.findOwnContact(tx.db, input);
    if (known === null) return { kind: 'contact-missing' };
    const twin = await findByTerms(tx.db, input, keysOf(terms, input.uniqueBy), id);
    if (twin !== null) return { kind: 'duplicate', ...twin };
    const contact = { ...known, name, email, phone, attributes, updatedAt: now };
    await tx.db
      .updateTable('contacts')
      .set({ name, email, phone, attributes: toJson(attributes), updatedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    await removeTerms(tx, contact);
    await addTerms(tx, contact, terms);
    await renameSeat(tx, contact);
    await tx.append(eventOf(contact, 'contact.updated', {}, now));
    return { kind: 'done', contact };
  },

  /** With the conversation that the contact has across channels. False where there is none. */
  async deleteContact(
    tx: WriteTransaction,
    input: Owner & { id: number; now: number },
  ): Promise<boolean> {
    const { workspaceId, id, now } = input;
    // No group may be about to make the contact's conversation.
    await tx.lockChannels(workspaceId);
    await tx.lockContacts(workspaceId);
    const contact = await reads.findOwnContact(tx.db, input);
    if (contact === null) return false;
    const conversation = await tx.db
      .updateTable('conversations')
      .set({ deletedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('contactId', '=', id)
      .where('channelId', 'is', null)
      .where('deletedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    await removeTerms(tx, contact);
    await tx.db
      .deleteFrom('contacts')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    const gone = eventOf(contact, 'contact.deleted', {}, now);
    await tx.appendAll(
      conversation === undefined
        ? [gone]
        : [{ ...gone, type: 'conversation.deleted', conversationId: conversation.id }, gone],
    );
    return true;
  },
};

function ownContacts(db: Reader, { workspaceId, vendor }: Owner) {
  return db
    .selectFrom('contacts')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('vendor', '=', vendor)
    .where('channelId', 'is', null);
}

function keysOf(terms: readonly ContactTerm[], uniqueBy: UniqueBy): ContactTerm[] {
  return uniqueBy.flatMap((kind) => terms.filter((term) => term.kind === kind));
}

async function findByTerms(
  db: Reader,
  owner: Owner,
  terms: readonly ContactTerm[],
  exceptId: number | null,
): Promise<{ contact: Contact; by: 'email' | 'phone' } | null> {
  for (const { kind, term } of terms) {
    if (kind === 'word') continue;
    const query = db
      .selectFrom('contactTerms')
      .select('contactId')
      .where('workspaceId', '=', owner.workspaceId)
      .where('vendor', '=', owner.vendor)
      .where('kind', '=', kind)
      .where('term', '=', term)
      .orderBy('contactId')
      .limit(1);
    const row = await (
      exceptId === null ? query : query.where('contactId', '!=', exceptId)
    ).executeTakeFirst();
    if (row === undefined) continue;
    const contact = await reads.findOwnContact(db, { ...owner, id: row.contactId });
    if (contact !== null) return { contact, by: kind };
  }
  return null;
}

async function addTerms(
  tx: WriteTransaction,
  { workspaceId, vendor, id: contactId }: Contact,
  terms: readonly ContactTerm[],
): Promise<void> {
  if (terms.length === 0) return;
  const rows = terms.map(({ kind, term }) => ({ workspaceId, vendor, kind, term, contactId }));
  await tx.db.insertInto('contactTerms').values(rows).execute();
}

async function removeTerms(tx: WriteTransaction, { workspaceId, id }: Contact): Promise<void> {
  await tx.db
    .deleteFrom('contactTerms')
    .where('workspaceId', '=', workspaceId)
    .where('contactId', '=', id)
    .execute();
}

async function renameSeat(tx: WriteTransaction, contact: Contact): Promise<void> {
  const { workspaceId, id } = contact;
  const name = contact.name ?? contact.phone ?? contact.email;
  if (name === null) return;
  await tx.db
    .updateTable('participants')
    .set({ name, isPlaceholder: 0 })
    .where('workspaceId', '=', workspaceId)
    .where('externalId', '=', seatOfContact(id))
    .where('conversationId', 'in', (eb) =>
      eb
        .selectFrom('conversations')
        .select('conversations.id')
        .where('conversations.workspaceId', '=', workspaceId)
        .where('conversations.contactId', '=', id)
        .where('conversations.channelId', 'is', null)
        .where('conversations.deletedAt', 'is', null),
    )
    .execute();
}

function eventOf(
  { workspaceId, id }: Contact,
  type: NewEvent['type'],
  payload: Record<string, unknown>,
  createdAt: number,
): NewEvent {
  return {
    ...{ workspaceId, type, channelId: null, conversationId: null, messageId: null, createdAt },
    payload: { contactId: id, ...payload },
  };
}

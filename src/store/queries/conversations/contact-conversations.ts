import { newConversation } from '../../../domain/conversation.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import { conversationFromRow, conversationToRow } from '../../tables/conversations.ts';
import { toJson } from '../../json.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { reads as contacts } from '../contacts/own-contacts.ts';

/* The one conversation that a contact has across channels, as the contact's vendor manages it. */

type Owner = { workspaceId: number; vendor: string };
type Key = Owner & { id: number };

export type NewConversationOutcome =
  | { kind: 'made'; conversation: Conversation }
  | { kind: 'exists'; conversation: Conversation }
  | { kind: 'contact-missing' };

export type ConversationMarks = {
  /** 0 marks it read. */
  unreadCount?: number | undefined;
  /** Merged into what the vendor keeps of it. */
  attributes?: Record<string, unknown> | undefined;
};

export const reads = {
  /** The vendor's conversation across channels. */
  async findOwnConversation(db: Reader, input: Key): Promise<Conversation | null> {
    const row = await own(db, input).where('id', '=', input.id).executeTakeFirst();
    return row === undefined ? null : conversationFromRow(row);
  },

  async findConversationOfContact(
    db: Reader,
    input: Owner & { contactId: number },
  ): Promise<Conversation | null> {
    const row = await own(db, input).where('contactId', '=', input.contactId).executeTakeFirst();
    return row === undefined ? null : conversationFromRow(row);
  },
};

export const writes = {
  /** An empty conversation with a contact, unless there is one. */
  async addConversation(
    tx: WriteTransaction,
    input: Owner & { contactId: number; now: number },
  ): Promise<NewConversationOutcome> {
    const { workspaceId, vendor, contactId, now } = input;
    await tx.keepChannels(workspaceId);
    const contact = await contacts.findOwnContact(tx.db, { workspaceId, vendor, id: contactId });
    if (contact === null) return { kind: 'contact-missing' };
    const id = await tx.nextId();
    const place = { id, workspaceId, vendor, channelId: null, externalId: String(id), contactId };
    const conversation = newConversation(place, now);
    // A message may make the same one meanwhile.
    const made = await tx.db
      .insertInto('conversations')
      .values(conversationToRow(conversation))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) {
      const known = await reads.findConversationOfContact(tx.db, input);
      if (known === null) throw new Error('A conversation is there and not to be found.');
      return { kind: 'exists', conversation: known };
    }
    await tx.append({
      ...{ workspaceId, type: 'conversation.created', channelId: null, conversationId: id },
      ...{ messageId: null, payload: { contactId }, createdAt: now },
    });
    return { kind: 'made', conversation };
  },

  /** Sets unread count and the vendor's attributes; null where there is no such conversation. */
  async markConversation(
    tx: WriteTransaction,
    input: Key & ConversationMarks & { now: number },
  ): Promise<Conversation | null> {
    const { workspaceId, id, now } = input;
    await tx.lockConversations(workspaceId, [id]);
    const known = await reads.findOwnConversation(tx.db, input);
    if (known === null) return null;
    const unreadCount = input.unreadCount ?? known.unreadCount;
    const attributes = { ...known.attributes, ...input.attributes };
    const fields = [
      ...(unreadCount === known.unreadCount ? [] : ['unreadCount']),
      ...(toJson(attributes) === toJson(known.attributes) ? [] : ['attributes']),
    ];
    if (fields.length === 0) return known;
    const changed: Conversation = {
      ...known,
      unreadCount,
      attributes,
      // Ids are taken under the conversation's lock, so that this one is above all its messages.
      readThroughId: unreadCount === 0 ? await tx.nextId() : known.readThroughId,
      updatedAt: now,
    };
    await tx.db
      .updateTable('conversations')
      .set({
        unreadCount,
        attributes: toJson(attributes),
        readThroughId: changed.readThroughId,
        updatedAt: now,
      })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    await tx.append({
      ...{ workspaceId, type: 'conversation.updated', channelId: null, conversationId: id },
      ...{ messageId: null, payload: { fields }, createdAt: now },
    });
    return changed;
  },

  /** Makes the conversation invisible, and its contact free for another; rows go afterwards. */
  async deleteOwnConversation(
    tx: WriteTransaction,
    input: Key & { now: number },
  ): Promise<boolean> {
    const { workspaceId, id, now } = input;
    await tx.lockConversations(workspaceId, [id]);
    const known = await reads.findOwnConversation(tx.db, input);
    if (known === null) return false;
    await tx.db
      .updateTable('conversations')
      .set({ deletedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    await tx.append({
      ...{ workspaceId, type: 'conversation.deleted', channelId: null, conversationId: id },
      ...{ messageId: null, payload: {}, createdAt: now },
    });
    return true;
  },
};

function own(db: Reader, { workspaceId, vendor }: Owner) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('vendor', '=', vendor)
    .where('channelId', 'is', null)
    .where('deletedAt', 'is', null);
}

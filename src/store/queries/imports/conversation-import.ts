import { newConversation, standsAfter } from '../../../domain/conversation.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { ImportedConversation } from '../../../domain/history.ts';
import type { Participant } from '../../../domain/participant.ts';
import { contacts } from '../../tables/contacts.ts';
import { conversationFromRow, conversationToRow } from '../../tables/conversations.ts';
import { participants } from '../../tables/participants.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { addSource } from '../files/sources.ts';
import { importMessages } from './message-import.ts';
import type { ConversationImport, Seats } from './message-import.ts';
import { turnMessages } from '../conversations/participants.ts';

/** What importing a conversation came to; null where the channel is gone. */
export type ImportCount = {
  conversationId: number;
  isNew: boolean;
  /** How many were new. */
  messages: number;
  /** Those whose picture the provider has to be asked for. */
  unpictured: Participant[];
} | null;

export const writes = {
  /**
   * Stores what a provider says of one conversation, silently: nothing becomes unread, no message
   * has an acceptance, one event tells of all. Known messages keep what they say; their status may
   * rise and empty fields fill. Done twice, the second time changes nothing.
   */
  async importConversation(tx: WriteTransaction, input: ConversationImport): Promise<ImportCount> {
    const { workspaceId, channelId, conversation: said, now } = input;
    await tx.keepChannels(workspaceId);
    const channel = await tx.db
      .selectFrom('channels')
      .select('vendor')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', channelId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    if (channel === undefined) return null;
    const { conversation, isNew } = await findOrMake(tx, input, channel.vendor);
    const seats = await importSeats(tx, conversation, input);
    const stored = await importMessages(tx, { ...input, conversationId: conversation.id, seats });
    const changed = settle(conversation, said, stored.last);
    if (changed || stored.isChanged || isNew || seats.isChanged) {
      await write(tx, conversation, now);
      await tx.append({
        workspaceId,
        type: 'conversation.imported',
        channelId,
        conversationId: conversation.id,
        messageId: null,
        payload: { messages: stored.count },
        createdAt: now,
      });
    }
    const unpictured = await findUnpictured(tx, conversation, said);
    return { conversationId: conversation.id, isNew, messages: stored.count, unpictured };
  },
};

async function findOrMake(tx: WriteTransaction, input: ConversationImport, vendor: string) {
  const { workspaceId, channelId, conversation: said, now } = input;
  const found = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', '=', said.externalId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  if (found !== undefined) {
    await tx.lockConversations(workspaceId, [found.id]);
    const row = await tx.db
      .selectFrom('conversations')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', found.id)
      .executeTakeFirstOrThrow();
    return { conversation: conversationFromRow(row), isNew: false };
  }
  const { externalId, status, link } = said;
  const place = { id: await tx.nextId(), workspaceId, vendor, channelId, contactId: null };
  const conversation = newConversation({ ...place, externalId, status, link }, now);
  await tx.db.insertInto('conversations').values(conversationToRow(conversation)).execute();
  return { conversation, isNew: true };
}

async function importSeats(
  tx: WriteTransaction,
  conversation: Conversation,
  input: ConversationImport,
): Promise<Seats> {
  const { workspaceId, conversation: said, now } = input;
  const rows = await tx.db
    .selectFrom('participants')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', conversation.id)
    .execute();
  const known = new Map(rows.map((row) => [row.externalId, participants.fromRow(row)]));
  const seats: Seats = { by: new Map(), isChanged: false };
  for (const { id, externalId, role } of known.values()) seats.by.set(externalId, { id, role });
  for (const one of said.seats) {
    const seat = known.get(one.externalId);
    if (seat === undefined) {
      if (seats.by.has(one.externalId)) continue;
      const id = await addSeat(tx, conversation, input, one);
      await wantAvatar(tx, input, one, id);
      seats.by.set(one.externalId, { id, role: one.role });
      seats.isChanged = true;
      continue;
    }
    const avatarUrl = one.avatarUrl ?? seat.avatarUrl;
    const isSame = seat.role === one.role && !seat.isPlaceholder && seat.avatarUrl === avatarUrl;
    if (isSame) continue;
    const name = seat.isPlaceholder ? one.name : seat.name;
    await tx.db
      .updateTable('participants')
      .set({ name, role: one.role, isPlaceholder: 0, avatarUrl })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', seat.id)
      .execute();
    await wantAvatar(tx, input, one, seat.id);
    if (seat.role !== one.role) {
      await turnMessages(tx, seat, one.role, now);
      await rereadUnread(tx, conversation);
    }
    if (seat.contactId !== null && one.role === 'contact')
      await nameContact(tx, seat.contactId, input, one);
    seats.by.set(one.externalId, { id: seat.id, role: one.role });
    seats.isChanged = true;
  }
  return seats;
}

async function findUnpictured(
  tx: WriteTransaction,
  { workspaceId, id }: Conversation,
  { seats }: ImportedConversation,
): Promise<Participant[]> {
  const asked = seats.filter((one) => one.isPicturedOnRequest).map((one) => one.externalId);
  if (asked.length === 0) return [];
  const rows = await tx.db
    .selectFrom('participants')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('conversationId', '=', id)
    .where('externalId', 'in', asked)
    .where('avatarUrl', 'is', null)
    .execute();
  return rows.map(participants.fromRow);
}

type Seat = ImportedConversation['seats'][number];

/** A picture whose address expires is fetched while it is there; others when they are looked at. */
async function wantAvatar(
  tx: WriteTransaction,
  { workspaceId, now }: ConversationImport,
  { avatarUrl: url, avatarExpires: expires }: Seat,
  participantId: number,
): Promise<void> {
  if (url === null || !expires) return;
  const wanted = { url, use: 'avatar', expires, messageId: null, participantId } as const;
  await addSource(tx, workspaceId, wanted, now);
}

async function addSeat(
  tx: WriteTransaction,
  conversation: Conversation,
  input: ConversationImport,
  seat: Seat,
): Promise<number> {
  const { workspaceId, now } = input;
  const id = await tx.nextId();
  const contactId =
    seat.role === 'contact' ? await findOrMakeContact(tx, conversation, input, seat) : null;
  const { externalId, role, name, avatarUrl } = seat;
  await tx.db
    .insertInto('participants')
    .values(
      participants.toRow({
        ...{ id, workspaceId, conversationId: conversation.id, contactId, externalId, role, name },
        ...{ isPlaceholder: false, avatarUrl, createdAt: now },
      }),
    )
    .execute();
  conversation.contactId ??= contactId;
  return id;
}

async function findOrMakeContact(
  tx: WriteTransaction,
  { vendor }: Conversation,
  { workspaceId, channelId, now }: ConversationImport,
  { externalId, name, avatarUrl }: Seat,
): Promise<number> {
  const found = await tx.db
    .selectFrom('contacts')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', '=', externalId)
    .executeTakeFirst();
  if (found !== undefined) return found.id;
  const id = await tx.nextId();
  const row = contacts.toRow({
    ...{ id, workspaceId, vendor, channelId, externalId, name, avatarUrl },
    ...{ email: null, phone: null, attributes: {}, createdAt: now, updatedAt: now },
  });
  await tx.db.insertInto('contacts').values(row).execute();
  return id;
}

/** A name is filled in where there was none. */
async function nameContact(
  tx: WriteTransaction,
  id: number,
  { workspaceId, now }: ConversationImport,
  { name, avatarUrl }: Seat,
): Promise<void> {
  await tx.db
    .updateTable('contacts')
    .set((eb) => ({
      name: eb.fn.coalesce('name', eb.val(name)),
      avatarUrl: eb.fn.coalesce('avatarUrl', eb.val(avatarUrl)),
      updatedAt: now,
    }))
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Turned messages were counted anew in the row. */
async function rereadUnread(tx: WriteTransaction, conversation: Conversation): Promise<void> {
  const row = await tx.db
    .selectFrom('conversations')
    .select(['unreadCount', 'lastMessageDirection'])
    .where('workspaceId', '=', conversation.workspaceId)
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow();
  conversation.unreadCount = row.unreadCount;
  if (conversation.last !== null && row.lastMessageDirection !== null) {
    conversation.last = { ...conversation.last, direction: row.lastMessageDirection };
  }
}

/** Fills what is empty and moves the end of the thread; whether anything changed. */
function settle(
  conversation: Conversation,
  said: ImportedConversation,
  last: Conversation['last'],
): boolean {
  let isChanged = false;
  if (conversation.link === null && said.link !== null) {
    conversation.link = said.link;
    isChanged = true;
  }
  for (const [name, value] of Object.entries(said.attributes)) {
    if ((conversation.attributes[name] ?? null) === value) continue;
    if (value === null) Reflect.deleteProperty(conversation.attributes, name);
    else conversation.attributes[name] = value;
    isChanged = true;
  }
  if (last !== null && (conversation.last === null || standsAfter(last, conversation.last))) {
    conversation.last = last;
    isChanged = true;
  }
  return isChanged;
}

async function write(tx: WriteTransaction, conversation: Conversation, now: number): Promise<void> {
  const row = conversationToRow({ ...conversation, updatedAt: now });
  const { contactId, link, attributes, updatedAt } = row;
  const { lastMessageId, activeAt, lastMessagePreview } = row;
  const { lastMessageDirection, lastMessageType } = row;
  await tx.db
    .updateTable('conversations')
    .set({
      ...{ contactId, link, attributes, updatedAt },
      ...{ lastMessageId, activeAt, lastMessagePreview, lastMessageDirection, lastMessageType },
    })
    .where('workspaceId', '=', conversation.workspaceId)
    .where('id', '=', conversation.id)
    .execute();
}

import { lastMessageOf } from '../../../domain/conversation.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { ImportedConversation, ImportedMessage } from '../../../domain/history.ts';
import { mergeReport } from '../../../domain/merge-report.ts';
import type { Message } from '../../../domain/message.ts';
import { directionOf } from '../../../domain/participant.ts';
import { writtenAtOf } from '../../../domain/written-at.ts';
import { attachmentsToRows, messageToRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { withAttachments } from '../messages/messages.ts';

export type ConversationImport = {
  workspaceId: number;
  channelId: number;
  conversation: ImportedConversation;
  now: number;
};

export type Seats = {
  /** Ids and roles by external id. */
  by: Map<string, { id: number; role: 'contact' | 'business' }>;
  isChanged: boolean;
};

type Input = ConversationImport & { conversationId: number; seats: Seats };

export type StoredMessages = {
  count: number;
  isChanged: boolean;
  /** Of the new ones, the one that stands last. */
  last: Conversation['last'];
};

/** Rows that fit into one statement on both engines. */
const ROWS = 50;

/** The messages of one conversation that were not there yet, and what is new of those that were. */
export async function importMessages(tx: WriteTransaction, input: Input): Promise<StoredMessages> {
  const said = new Map(input.conversation.messages.map((one) => [one.externalId, one]));
  const known = await findKnown(tx, input, [...said.keys()]);
  const outcome: StoredMessages = { count: 0, isChanged: false, last: null };
  for (const message of known) {
    const one = said.get(message.externalId ?? '');
    if (one !== undefined && (await complete(tx, message, one, input.now)))
      outcome.isChanged = true;
    said.delete(message.externalId ?? '');
  }
  // In the order in which they were written, so that ids order them within the same minute.
  const fresh = [...said.values()].sort((a, b) => a.writtenAt - b.writtenAt);
  const messages: Message[] = [];
  for (const one of fresh) messages.push(await messageOf(tx, input, one));
  for (let from = 0; from < messages.length; from += ROWS) {
    await insert(tx, messages.slice(from, from + ROWS));
  }
  outcome.count = messages.length;
  outcome.isChanged ||= messages.length > 0;
  const last = messages.at(-1);
  if (last !== undefined) outcome.last = lastMessageOf(last);
  return outcome;
}

async function findKnown(
  tx: WriteTransaction,
  { workspaceId, channelId, conversationId }: Input,
  externalIds: string[],
): Promise<Message[]> {
  if (externalIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', 'in', externalIds)
    .where('identityScope', '=', conversationId)
    .execute();
  return withAttachments(tx.db, workspaceId, rows);
}

/** True where the provider knew something that was empty or behind here. */
async function complete(
  tx: WriteTransaction,
  message: Message,
  { status, replyBy, attachments }: ImportedMessage,
  now: number,
): Promise<boolean> {
  const fields = mergeReport(message, { status, replyBy, attachments }, now);
  if (fields.length === 0) return false;
  await tx.db
    .updateTable('messages')
    .set({
      ...{ status: message.status, replyBy: message.replyBy, updatedAt: now },
      attachmentCount: message.attachments.length,
    })
    .where('workspaceId', '=', message.workspaceId)
    .where('id', '=', message.id)
    .execute();
  if (fields.includes('attachments')) {
    await tx.db.insertInto('attachments').values(attachmentsToRows(message)).execute();
  }
  return true;
}

async function messageOf(
  tx: WriteTransaction,
  { workspaceId, channelId, conversationId, seats, now }: Input,
  said: ImportedMessage,
): Promise<Message> {
  const { senderExternalId, ...rest } = said;
  const seat = seats.by.get(senderExternalId);
  if (seat === undefined) throw new Error('an imported message has a sender without a seat');
  return {
    ...rest,
    ...writtenAtOf(rest.writtenAt, now),
    ...{ id: await tx.nextId(), workspaceId, channelId, conversationId, participantId: seat.id },
    identityScope: conversationId,
    direction: directionOf(seat.role),
    ...{ type: null, threadId: null, receivedAt: now, updatedAt: now },
    ...{ link: null, isImported: true, attributes: {} },
  };
}

async function insert(tx: WriteTransaction, messages: readonly Message[]): Promise<void> {
  await tx.db.insertInto('messages').values(messages.map(messageToRow)).execute();
  const attachments = messages.flatMap(attachmentsToRows);
  for (let from = 0; from < attachments.length; from += ROWS) {
    await tx.db
      .insertInto('attachments')
      .values(attachments.slice(from, from + ROWS))
      .execute();
  }
}

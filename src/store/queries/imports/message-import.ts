import { lastMessageOf } from '../../../domain/conversation.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { ImportedConversation, ImportedMessage } from '../../../domain/history.ts';
import type { Message } from '../../../domain/message.ts';
import { advanceStatus } from '../../../domain/status.ts';
import { writtenAtOf } from '../../../domain/written-at.ts';
import { attachmentsToRows, messageToRow } from '../../tables/messages.ts';
import type { MessageRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';

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
  for (const row of known) {
    const one = row.externalId === null ? undefined : said.get(row.externalId);
    if (one !== undefined && (await complete(tx, row, one, input.now))) outcome.isChanged = true;
    said.delete(row.externalId ?? '');
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
): Promise<MessageRow[]> {
  if (externalIds.length === 0) return [];
  return tx.db
    .selectFrom('messages')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .where('externalId', 'in', externalIds)
    .where('identityScope', '=', conversationId)
    .execute();
}

/** True where the provider knew something that was empty or behind here. */
async function complete(
  tx: WriteTransaction,
  row: MessageRow,
  said: ImportedMessage,
  now: number,
): Promise<boolean> {
  const status = advanceStatus(row.status, said.status);
  const replyBy = row.replyBy ?? said.replyBy;
  const addsAttachments = row.attachmentCount === 0 && said.attachments.length > 0;
  if (status === row.status && replyBy === row.replyBy && !addsAttachments) return false;
  const attachmentCount = addsAttachments ? said.attachments.length : row.attachmentCount;
  await tx.db
    .updateTable('messages')
    .set({ status, replyBy, attachmentCount, updatedAt: now })
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.id)
    .execute();
  if (addsAttachments) {
    const rows = attachmentsToRows({ ...row, attachments: said.attachments });
    await tx.db.insertInto('attachments').values(rows).execute();
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
    direction: seat.role === 'business' ? 'outbound' : 'inbound',
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

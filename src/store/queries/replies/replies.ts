import type { Acceptance } from '../../../domain/acceptance.ts';
import { acceptanceOf } from '../../../domain/acceptance.ts';
import type { Channel } from '../../../domain/channel.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import { lastMessageOf, standsAfter } from '../../../domain/conversation.ts';
import type { ReplyTemplate } from '../../../domain/delivery.ts';
import type { Attachment, Message } from '../../../domain/message.ts';
import { newReply, replyChannelOf } from '../../../domain/new-reply.ts';
import type { Answered } from '../../../domain/new-reply.ts';
import { channelReceiver } from '../../../domain/receiver.ts';
import { isForLater, isWindowOver } from '../../../domain/reply-window.ts';
import { chosenFrom, whyIncomplete } from '../../../domain/template.ts';
import type { Participant } from '../../../domain/participant.ts';
import { acceptances } from '../../tables/acceptances.ts';
import { channels } from '../../tables/channels.ts';
import { conversationFromRow, lastMessageToRow } from '../../tables/conversations.ts';
import { attachmentsToRows, messageToRow } from '../../tables/messages.ts';
import { replies } from '../../tables/replies.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { newestInbound } from './answered.ts';
import { answeredBy } from '../conversations/answered-unread.ts';
import { findTemplates } from '../channels/channel-templates.ts';
import { findBusinessSeat } from '../conversations/business-seat.ts';
import { visibleConversations } from '../conversations/conversations.ts';
import { findMessage } from '../messages/messages.ts';
import { openReplyDelivery } from '../deliveries/open-delivery.ts';

export type NewReplyRow = {
  workspaceId: number;
  conversationId: number;
  /** Null: as the newest inbound message on that channel. */
  type: string | null;
  /** Null: in no thread or, where the type is null too, in that of the newest inbound message. */
  thread: { answers: number | null } | null;
  text: string;
  attachments: Attachment[];
  template: ReplyTemplate | null;
  replyToId: number | null;
  channelId: number | null;
  idempotencyKey: string | null;
  requestHash: string;
  authorUserId: number | null;
  vendor: string | null;
  /** Not to be handed over before this time; null for at once. */
  sendAt: number | null;
  attributes: Record<string, unknown>;
  now: number;
};

export type AddReplyOutcome =
  | { kind: 'accepted'; message: Message; acceptance: Acceptance; isRepeat: boolean }
  | { kind: 'conversation-missing' }
  | { kind: 'channel-missing' }
  | { kind: 'reply-to-missing' }
  | { kind: 'thread-missing' }
  | { kind: 'key-conflict' }
  | { kind: 'template-incomplete'; reason: string }
  | { kind: 'too-late'; replyBy: number };

export const reads = {
  /** The channel that a reply in this conversation would go out on; null where there is none. */
  async findReplyChannel(
    db: Reader,
    input: { workspaceId: number; conversationId: number; channelId: number | null },
  ): Promise<Channel | null> {
    const conversation = await findVisible(db, input);
    return conversation === undefined ? null : channelOf(db, conversation, input.channelId);
  },

  /** The newest message that came in on a channel of the conversation: what a plain reply answers. */
  async findAnswered(
    db: Reader,
    input: { workspaceId: number; conversationId: number; channelId: number },
  ): Promise<Message | null> {
    const { workspaceId, channelId } = input;
    const newest = await newestInbound(db, input, channelId);
    return newest === undefined ? null : findMessage(db, { workspaceId, id: newest.id });
  },
};

export const writes = {
  /** Adds a reply, its delivery, its acceptance and the event; or finds the one made before. */
  async addReply(tx: WriteTransaction, input: NewReplyRow): Promise<AddReplyOutcome> {
    await tx.keepChannels(input.workspaceId);
    await tx.lockConversations(input.workspaceId, [input.conversationId]);
    const conversation = await findVisible(tx.db, input);
    if (conversation === undefined) return { kind: 'conversation-missing' };
    const earlier = await findEarlier(tx.db, input);
    if (earlier !== null) return earlier;

    const channel = await channelOf(tx.db, conversation, input.channelId);
    if (channel === null) return { kind: 'channel-missing' };
    const reason = await templateFault(tx.db, input, channel);
    if (reason !== null) return { kind: 'template-incomplete', reason };
    if (!(await hasReplyTo(tx.db, input))) return { kind: 'reply-to-missing' };
    const thread = await threadOf(tx.db, input);
    if (thread === 'missing') return { kind: 'thread-missing' };
    const answered = await newestInbound(tx.db, input);
    const replyBy = answered?.replyBy ?? null;
    if (isWindowOver(replyBy, input.now)) return { kind: 'too-late', replyBy };
    const usual = await onChannel(tx.db, answered, channel, input);
    const seat = await findBusinessSeat(tx, conversation, input.now);
    return store(tx, input, { conversation, channel, replyBy, seat, usual, thread });
  },
};

/** What the template lacks, where it is known here; else its provider is asked as it goes out. */
async function templateFault(
  db: Reader,
  { workspaceId, template }: NewReplyRow,
  { id: channelId }: Channel,
): Promise<string | null> {
  if (template === null) return null;
  const known = await findTemplates(db, { workspaceId, channelId });
  const chosen = chosenFrom(known ?? [], template);
  return chosen === null ? null : whyIncomplete(chosen, template);
}

async function findVisible(
  db: Reader,
  input: { workspaceId: number; conversationId: number; vendor?: string | null },
): Promise<Conversation | undefined> {
  let query = visibleConversations(db, input.workspaceId)
    .selectAll('conversations')
    .where('conversations.id', '=', input.conversationId);
  if (typeof input.vendor === 'string') {
    query = query.where('conversations.vendor', '=', input.vendor);
  }
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : conversationFromRow(row);
}

async function findEarlier(db: Reader, input: NewReplyRow): Promise<AddReplyOutcome | null> {
  const { workspaceId, idempotencyKey } = input;
  if (idempotencyKey === null) return null;
  const row = await db
    .selectFrom('replies')
    .innerJoin('acceptances', (join) =>
      join
        .onRef('acceptances.workspaceId', '=', 'replies.workspaceId')
        .onRef('acceptances.id', '=', 'replies.acceptanceId'),
    )
    .selectAll('acceptances')
    .select('replies.requestHash')
    .where('replies.workspaceId', '=', workspaceId)
    .where('replies.idempotencyKey', '=', idempotencyKey)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { requestHash, ...acceptance } = row;
  if (requestHash !== input.requestHash) return { kind: 'key-conflict' };
  const message = await findMessage(db, { workspaceId, id: row.messageId });
  if (message === null) return { kind: 'key-conflict' };
  return { kind: 'accepted', message, acceptance: acceptances.fromRow(acceptance), isRepeat: true };
}

/** The channel asked for where the conversation may use several, else the newest inbound message's. */
async function channelOf(
  db: Reader,
  conversation: Conversation,
  asked: number | null,
): Promise<Channel | null> {
  const { workspaceId, vendor, id: conversationId } = conversation;
  const isSaid = conversation.channelId !== null || asked !== null;
  const newest = isSaid ? undefined : await newestInbound(db, { workspaceId, conversationId });
  const id = replyChannelOf(conversation, asked, newest);
  if (id === null) return null;
  const row = await db
    .selectFrom('channels')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('vendor', '=', vendor)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : channels.fromRow(row);
}

/** What a reply on this channel answers there, whatever came in on others since. */
async function onChannel(
  db: Reader,
  newest: Answered | undefined,
  channel: Channel,
  input: NewReplyRow,
): Promise<Answered | undefined> {
  if (input.type !== null || newest === undefined || newest.channelId === channel.id) return newest;
  return newestInbound(db, input, channel.id);
}

async function hasReplyTo(db: Reader, input: NewReplyRow): Promise<boolean> {
  if (input.replyToId === null) return true;
  const row = await db
    .selectFrom('messages')
    .select('id')
    .where('workspaceId', '=', input.workspaceId)
    .where('id', '=', input.replyToId)
    .where('conversationId', '=', input.conversationId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The thread of what is answered. */
async function threadOf(db: Reader, input: NewReplyRow): Promise<Place['thread'] | 'missing'> {
  if (input.thread === null) return null;
  const { answers } = input.thread;
  if (answers === null) return 'own';
  const row = await db
    .selectFrom('messages')
    .select('threadId')
    .where('workspaceId', '=', input.workspaceId)
    .where('id', '=', answers)
    .where('conversationId', '=', input.conversationId)
    .executeTakeFirst();
  return row?.threadId ?? 'missing';
}

type Place = {
  conversation: Conversation;
  channel: Channel;
  replyBy: number | null;
  seat: Participant;
  usual: Answered | undefined;
  /** The message that began it, `own` where this one does. */
  thread: number | 'own' | null;
};

async function store(
  tx: WriteTransaction,
  input: NewReplyRow,
  place: Place,
): Promise<AddReplyOutcome> {
  const { now, workspaceId } = input;
  const message = messageOf(await tx.nextId(), input, place);
  const found = { verdict: 'stored', reason: null } as const;
  const at = { vendor: place.conversation.vendor, receivedAt: now };
  const acceptance = acceptanceOf(await tx.nextId(), message, found, at);
  await tx.db.insertInto('messages').values(messageToRow(message)).execute();
  const attachments = attachmentsToRows(message);
  if (attachments.length > 0) await tx.db.insertInto('attachments').values(attachments).execute();
  await tx.db.insertInto('acceptances').values(acceptances.toRow(acceptance)).execute();
  await tx.db
    .insertInto('replies')
    .values(
      replies.toRow({
        workspaceId,
        messageId: message.id,
        acceptanceId: acceptance.id,
        idempotencyKey: input.idempotencyKey,
        requestHash: input.requestHash,
        authorUserId: input.authorUserId,
        template: input.template,
        replyToId: input.replyToId,
        readBefore: place.conversation.readThroughId,
        createdAt: now,
      }),
    )
    .execute();
  await keepLast(tx, place.conversation, message);
  const deliveryId = await deliver(tx, input, place, message);
  await tx.append({
    workspaceId,
    type: 'message.created',
    channelId: message.channelId,
    conversationId: message.conversationId,
    messageId: message.id,
    payload: deliveryId === null ? {} : { deliveryId },
    createdAt: now,
  });
  return { kind: 'accepted', message, acceptance, isRepeat: false };
}

/** The id of the delivery; null for a reply that waits for its time. */
async function deliver(
  tx: WriteTransaction,
  { workspaceId, sendAt, now }: NewReplyRow,
  place: Place,
  message: Message,
): Promise<number | null> {
  const delivery = {
    workspaceId,
    vendor: place.conversation.vendor,
    receiver: channelReceiver(place.channel.appId, place.channel.id),
    replyBy: place.replyBy,
    channelId: place.channel.id,
    conversationId: place.conversation.id,
    messageId: message.id,
  };
  if (!isForLater(sendAt, now)) {
    return openReplyDelivery(tx, { ...delivery, resendOf: null, now });
  }
  await tx.db
    .insertInto('scheduledReplies')
    .values({ ...delivery, dueAt: sendAt })
    .execute();
  return null;
}

function messageOf(id: number, input: NewReplyRow, place: Place): Message {
  const { workspaceId, conversationId, text, attachments, attributes, type, now } = input;
  const { channel, seat, thread, usual } = place;
  const at = { workspaceId, conversationId, channelId: channel.id, participantId: seat.id };
  return newReply(id, { ...at, text, attachments, attributes, type, thread }, usual, now);
}

async function keepLast(
  tx: WriteTransaction,
  conversation: Conversation,
  message: Message,
): Promise<void> {
  const isLast = conversation.last === null || standsAfter(message, conversation.last);
  await tx.db
    .updateTable('conversations')
    .set({
      updatedAt: message.receivedAt,
      ...answeredBy(message.id),
      ...(isLast && lastMessageToRow(lastMessageOf(message))),
    })
    .where('workspaceId', '=', conversation.workspaceId)
    .where('id', '=', conversation.id)
    .execute();
}

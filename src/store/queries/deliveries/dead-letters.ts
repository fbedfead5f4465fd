import { previewOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { attributesForNewText } from '../../../domain/message.ts';
import { CALLED_OFF } from '../../../domain/open-reply.ts';
import { fromJson, toJson } from '../../json.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';
import { answerAgain, unanswer } from '../conversations/answered-unread.ts';
import { deliveryEvent, messageEvent } from './delivery-events.ts';
import { lockDelivery } from './find-delivery.ts';
import { LONGEST_TRY_MS, openReplyDelivery } from './open-delivery.ts';

type Which = { workspaceId: number; id: number; now: number };

export type ResendOutcome =
  | { kind: 'resent'; deliveryId: number }
  | { kind: 'missing' }
  /** It has not ended, has arrived, or was resent already. */
  | { kind: 'not-ended'; state: DeliveryRow['state'] }
  | { kind: 'too-late'; replyBy: number };

export type DismissOutcome =
  { kind: 'dismissed' } | { kind: 'missing' } | { kind: 'not-ended'; state: DeliveryRow['state'] };

const RESENDABLE = ['failed', 'unknown', 'dismissed'];
const DISMISSABLE = ['failed', 'unknown', 'held'];

export const writes = {
  /**
   * Opens a new delivery of the same message or event; a message returns to pending, with another
   * text where one is given. What the receiver still reports of the delivery before is then history.
   */
  async resendDelivery(
    tx: WriteTransaction,
    input: Which & { text: string | null },
  ): Promise<ResendOutcome> {
    await tx.keepChannels(input.workspaceId);
    const row = await lockDelivery(tx, input);
    if (row === undefined || !(await isThere(tx, row))) return { kind: 'missing' };
    if (!RESENDABLE.includes(row.state) && !(await hasFailedSince(tx, row))) {
      return { kind: 'not-ended', state: row.state };
    }
    const replyBy = row.kind === 'reply' ? await replyByNow(tx, row) : null;
    if (replyBy !== null && replyBy <= input.now) return { kind: 'too-late', replyBy };
    const events: NewEvent[] = [];
    await setState(tx, row, { state: 'resent' }, input.now);
    const deliveryId =
      row.kind === 'reply'
        ? await resendReply(tx, row, { ...input, replyBy }, events)
        : await resendAsItWas(tx, row, input.now);
    await tx.appendAll(events);
    return { kind: 'resent', deliveryId };
  },

  /** Takes a delivery off the list of those that need a person. A held reply is then not sent. */
  async dismissDelivery(tx: WriteTransaction, input: Which): Promise<DismissOutcome> {
    const row = await lockDelivery(tx, input);
    if (row === undefined) return { kind: 'missing' };
    if (!DISMISSABLE.includes(row.state)) return { kind: 'not-ended', state: row.state };
    const { now } = input;
    const isHeld = row.state === 'held' && row.kind === 'reply';
    await setState(tx, row, { state: 'dismissed', ...(isHeld && { code: CALLED_OFF }) }, now);
    const events: NewEvent[] = [];
    if (row.kind === 'reply') events.push(deliveryEvent(row, 'dismissed', now));
    if (isHeld) await giveUpHeld(tx, row, now, events);
    await tx.appendAll(events);
    return { kind: 'dismissed' };
  },
};

/** Whether what it is about can still be seen; a webhook that was stopped can be enabled again. */
async function isThere(tx: WriteTransaction, row: DeliveryRow): Promise<boolean> {
  const { workspaceId, conversationId } = row;
  if (conversationId === null) return true;
  const visible = await visibleConversations(tx.db, workspaceId)
    .select('conversations.id')
    .where('conversations.id', '=', conversationId)
    .executeTakeFirst();
  return visible !== undefined;
}

/** The receiver took it, and reported later that it failed. */
async function hasFailedSince(tx: WriteTransaction, row: DeliveryRow): Promise<boolean> {
  if (row.state !== 'sent' || row.kind !== 'reply') return false;
  const message = await tx.db
    .selectFrom('messages')
    .select('status')
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.messageId)
    .executeTakeFirst();
  return message?.status === 'failed';
}

async function replyByNow(tx: WriteTransaction, row: DeliveryRow): Promise<number | null> {
  const newest = await tx.db
    .selectFrom('messages')
    .select('replyBy')
    .where('workspaceId', '=', row.workspaceId)
    .where('conversationId', '=', row.conversationId)
    .where('direction', '=', 'inbound')
    .orderBy('writtenAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.replyBy ?? null;
}

/** It is called off. */
async function giveUpHeld(
  tx: WriteTransaction,
  row: DeliveryRow,
  now: number,
  events: NewEvent[],
): Promise<void> {
  const { workspaceId, conversationId, messageId } = row;
  if (conversationId === null || messageId === null) return;
  await setMessage(tx, row, { status: 'failed', updatedAt: now });
  events.push(messageEvent(row, ['status'], now));
  const unread = await unanswer(tx, { workspaceId, conversationId, messageId }, now);
  if (unread !== null) events.push(unread);
}

async function setState(
  tx: WriteTransaction,
  { workspaceId, id }: DeliveryRow,
  to: { state: 'resent' | 'dismissed'; code?: string },
  now: number,
): Promise<void> {
  await tx.db
    .updateTable('deliveries')
    .set({ ...to, settledAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

type Resend = { text: string | null; replyBy: number | null; now: number };

async function resendReply(
  tx: WriteTransaction,
  row: DeliveryRow,
  { text, replyBy, now }: Resend,
  events: NewEvent[],
): Promise<number> {
  const { workspaceId, vendor, receiver, channelId, conversationId, messageId } = row;
  if (channelId === null || conversationId === null || messageId === null) {
    throw new Error('A delivery of a reply names its message.');
  }
  await leaveIdentity(tx, row);
  const fields = text === null ? ['status'] : ['status', 'text'];
  await setMessage(tx, row, {
    status: 'pending',
    externalId: null,
    identityScope: null,
    updatedAt: now,
    ...(text !== null && { text, attributes: await attributesFor(tx, row) }),
  });
  if (text !== null) await setPreview(tx, row, text);
  const deliveryId = await openReplyDelivery(tx, {
    ...{ workspaceId, vendor, receiver, channelId, conversationId, messageId, replyBy, now },
    resendOf: row.id,
  });
  events.push(
    deliveryEvent(row, 'resent', now),
    deliveryEvent({ ...row, id: deliveryId }, 'due', now),
    messageEvent(row, fields, now),
  );
  if (row.code === CALLED_OFF) {
    const read = await answerAgain(tx, { workspaceId, conversationId, messageId }, now);
    if (read !== null) events.push(read);
  }
  return deliveryId;
}

/** The id that the receiver gave it stays known: what is reported under it is about that delivery. */
async function leaveIdentity(tx: WriteTransaction, row: DeliveryRow): Promise<void> {
  const { workspaceId, id: deliveryId } = row;
  const message = await tx.db
    .selectFrom('messages')
    .select(['id', 'channelId', 'externalId', 'identityScope'])
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', row.messageId)
    .executeTakeFirst();
  if (message === undefined) return;
  const { externalId, identityScope, id: messageId, channelId } = message;
  if (externalId === null || identityScope === null) return;
  await tx.db
    .insertInto('formerIdentities')
    .values({ workspaceId, channelId, externalId, identityScope, messageId, deliveryId })
    .onConflict((conflict) =>
      conflict
        .columns(['workspaceId', 'channelId', 'externalId', 'identityScope'])
        .doUpdateSet({ messageId, deliveryId }),
    )
    .execute();
}

/** Of the message, once it has another text. */
async function attributesFor(
  tx: WriteTransaction,
  { workspaceId, messageId }: DeliveryRow,
): Promise<string> {
  const { attributes } = await tx.db
    .selectFrom('messages')
    .select('attributes')
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return toJson(attributesForNewText(fromJson(attributes)));
}

async function setMessage(
  tx: WriteTransaction,
  { workspaceId, messageId }: DeliveryRow,
  values: Partial<{
    status: 'pending' | 'failed';
    externalId: null;
    identityScope: null;
    text: string;
    attributes: string;
    updatedAt: number;
  }>,
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set(values)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', messageId)
    .execute();
}

async function setPreview(tx: WriteTransaction, row: DeliveryRow, text: string): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ lastMessagePreview: previewOf(text) })
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.conversationId)
    .where('lastMessageId', '=', row.messageId)
    .execute();
}

async function resendAsItWas(tx: WriteTransaction, row: DeliveryRow, now: number): Promise<number> {
  const id = await tx.nextId();
  await tx.db
    .insertInto('deliveries')
    .values({
      ...row,
      id,
      state: 'due',
      outcome: null,
      reason: null,
      code: null,
      dueAt: now,
      notBefore: null,
      deadlineAt: now + LONGEST_TRY_MS,
      attemptCount: 0,
      attemptedAt: null,
      leaseUntil: null,
      fence: 0,
      resendOf: row.id,
      createdAt: now,
      settledAt: null,
    })
    .execute();
  return id;
}

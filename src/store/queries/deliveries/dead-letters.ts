import { previewOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { attributesForNewText } from '../../../domain/message.ts';
import { CALLED_OFF, isDismissable, isResendable } from '../../../domain/open-reply.ts';
import { isWindowOver } from '../../../domain/reply-window.ts';
import type { Status } from '../../../domain/status.ts';
import { fromJson, toJson } from '../../json.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';
import { answerAgain } from '../conversations/answered-unread.ts';
import { deliveryEvent, messageEvent } from './delivery-events.ts';
import { lockDelivery } from './find-delivery.ts';
import { openAgain, openReplyDelivery } from './open-delivery.ts';
import { newestInbound } from '../replies/answered.ts';
import { takeBack } from '../replies/take-back.ts';

type Which = { workspaceId: number; id: number; now: number };

export type ResendOutcome =
  | { kind: 'resent'; deliveryId: number }
  | { kind: 'missing' }
  /** It has not ended, has arrived, or was resent already. */
  | { kind: 'not-ended'; state: DeliveryRow['state'] }
  | { kind: 'too-late'; replyBy: number };

export type DismissOutcome =
  { kind: 'dismissed' } | { kind: 'missing' } | { kind: 'not-ended'; state: DeliveryRow['state'] };

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
    if (!isResendable(row.state, await statusOf(tx, row))) {
      return { kind: 'not-ended', state: row.state };
    }
    const answered = row.kind === 'reply' ? await newestInbound(tx.db, row) : undefined;
    const replyBy = answered?.replyBy ?? null;
    if (isWindowOver(replyBy, input.now)) return { kind: 'too-late', replyBy };
    const events: NewEvent[] = [];
    await setState(tx, row, { state: 'resent' }, input.now);
    const deliveryId =
      row.kind === 'reply'
        ? await resendReply(tx, row, { ...input, replyBy }, events)
        : await openAgain(tx, row, input.now);
    await tx.appendAll(events);
    return { kind: 'resent', deliveryId };
  },

  /** Takes a delivery off the list of those that need a person. A held reply is then not sent. */
  async dismissDelivery(tx: WriteTransaction, input: Which): Promise<DismissOutcome> {
    const row = await lockDelivery(tx, input);
    if (row === undefined) return { kind: 'missing' };
    if (!isDismissable(row.state)) return { kind: 'not-ended', state: row.state };
    const { now } = input;
    const isHeld = row.state === 'held' && row.kind === 'reply';
    await setState(tx, row, { state: 'dismissed', ...(isHeld && { code: CALLED_OFF }) }, now);
    const events: NewEvent[] = [];
    if (row.kind === 'reply') events.push(deliveryEvent(row, 'dismissed', now));
    if (isHeld) events.push(...(await takeBack(tx, row, now)));
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

/** Of the message of a reply: its receiver may have reported later that it failed. */
async function statusOf(tx: WriteTransaction, row: DeliveryRow): Promise<Status | null> {
  if (row.kind !== 'reply') return null;
  const message = await tx.db
    .selectFrom('messages')
    .select('status')
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.messageId)
    .executeTakeFirst();
  return message?.status ?? null;
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
    status: 'pending';
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

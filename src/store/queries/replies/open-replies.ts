import { previewOf } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { takeUp } from '../../../domain/later-word.ts';
import type { Attachment, Message } from '../../../domain/message.ts';
import { attributesForNewText } from '../../../domain/message.ts';
import { saysNothing } from '../../../domain/new-reply.ts';
import { CALLED_OFF, whyNotCalledOff, whyNotEdited } from '../../../domain/open-reply.ts';
import type { Stop } from '../../../domain/open-reply.ts';
import { advanceStatus } from '../../../domain/status.ts';
import { toJson } from '../../json.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { MessageRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { deliveryEvent, messageEvent } from '../deliveries/delivery-events.ts';
import { newestDelivery } from '../deliveries/find-delivery.ts';
import { replaceAttachments } from '../files/sources.ts';
import { findMessage } from '../messages/messages.ts';
import { advanceLines } from '../deliveries/open-delivery.ts';
import { takeBack } from './take-back.ts';

/* What a person does about a reply before it goes out; a scheduled one has no delivery yet. */

type Which = { workspaceId: number; id: number; now: number };

type Stopped =
  | { kind: 'missing' }
  /** It came in, or was not written here. */
  | { kind: 'not-a-reply' }
  | ({ kind: 'stopped' } & Stop);

export type CallOffOutcome = { kind: 'called-off'; message: Message } | Stopped;

export type EditOutcome =
  | { kind: 'edited'; message: Message }
  /** Neither a text, nor a file, nor a template would be left. */
  | { kind: 'empty' }
  | Stopped;

/** Undefined stays as it is. */
export type ReplyEdit = { text?: string | undefined; attachments?: Attachment[] | undefined };

export const writes = {
  /**
   * Takes a reply back before it goes out: its message is failed, those behind it move up, and what
   * it answered is unread again. Once more is answered as the first time.
   */
  async callOffReply(
    tx: WriteTransaction,
    input: Which & { onlyScheduled: boolean },
  ): Promise<CallOffOutcome> {
    const { now } = input;
    const found = await findOpen(tx, input);
    if ('kind' in found) return found;
    const { message, delivery } = found;
    const why = whyNotCalledOff(found, input);
    if (why === 'done') return { kind: 'called-off', message };
    if (why !== null) return { kind: 'stopped', ...why };
    const place = { ...message, messageId: message.id };
    const events: NewEvent[] = [];
    if (delivery === undefined) await removeScheduled(tx, place);
    else events.push(await endDelivery(tx, delivery, now));
    events.push(...(await takeBack(tx, place, now)));
    await advanceLines(tx, [message], now);
    await tx.appendAll(events);
    const status = advanceStatus(message.status, 'failed');
    return { kind: 'called-off', message: { ...message, status, updatedAt: now } };
  },

  /** Another text, other files, before any attempt takes the ones that are there. */
  async editReply(tx: WriteTransaction, input: Which & ReplyEdit): Promise<EditOutcome> {
    const { now } = input;
    const found = await findOpen(tx, input);
    if ('kind' in found) return found;
    const { message, hasTemplate } = found;
    const why = whyNotEdited(found);
    if (why !== null) return { kind: 'stopped', ...why };
    const edited = { ...message };
    const { text, attachments } = input;
    const fields = takeUp(edited, { text, attachments }, now);
    if (saysNothing(edited, hasTemplate)) return { kind: 'empty' };
    if (fields.length === 0) return { kind: 'edited', message };
    if (fields.includes('text')) edited.attributes = attributesForNewText(message.attributes);
    await setMessage(tx, message, {
      ...{ text: edited.text, attributes: toJson(edited.attributes), updatedAt: now },
      attachmentCount: edited.attachments.length,
    });
    if (fields.includes('attachments')) await replaceAttachments(tx, edited);
    await setPreview(tx, edited);
    await tx.append(messageEvent({ ...message, messageId: message.id }, fields, now));
    return { kind: 'edited', message: edited };
  },
};

type Open = {
  message: Message;
  hasTemplate: boolean;
  isScheduled: boolean;
  delivery: DeliveryRow | undefined;
};

/** A reply with all that may move it held, in the order in which whoever moves it takes them. */
async function findOpen(tx: WriteTransaction, input: Which): Promise<Open | Stopped> {
  const { workspaceId, id } = input;
  await tx.keepChannels(workspaceId);
  const scheduled = await tx
    .hold(
      tx.db
        .selectFrom('scheduledReplies')
        .selectAll()
        .where('workspaceId', '=', workspaceId)
        .where('messageId', '=', id),
    )
    .executeTakeFirst();
  const found = await findMessage(tx.db, input);
  if (found === null) return { kind: 'missing' };
  await tx.lockConversations(workspaceId, [found.conversationId]);
  const message = await findMessage(tx.db, input);
  if (message === null) return { kind: 'missing' };
  const reply = await tx.db
    .selectFrom('replies')
    .select('template')
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', id)
    .executeTakeFirst();
  if (reply === undefined) return { kind: 'not-a-reply' };
  const isScheduled = scheduled !== undefined;
  const delivery = isScheduled ? undefined : await newestDelivery(tx, input);
  return { message, hasTemplate: reply.template !== null, isScheduled, delivery };
}

/** Not `failed`, which would need a person. */
async function endDelivery(tx: WriteTransaction, row: DeliveryRow, now: number): Promise<NewEvent> {
  await tx.db
    .updateTable('deliveries')
    .set({ state: 'dismissed', code: CALLED_OFF, reason: 'It was called off.', settledAt: now })
    .where('workspaceId', '=', row.workspaceId)
    .where('id', '=', row.id)
    .execute();
  return deliveryEvent(row, 'dismissed', now);
}

async function removeScheduled(
  tx: WriteTransaction,
  { workspaceId, messageId }: { workspaceId: number; messageId: number },
): Promise<void> {
  await tx.db
    .deleteFrom('scheduledReplies')
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', messageId)
    .execute();
}

async function setMessage(
  tx: WriteTransaction,
  { workspaceId, id }: Message,
  values: Partial<Pick<MessageRow, 'text' | 'attributes' | 'attachmentCount' | 'updatedAt'>>,
): Promise<void> {
  await tx.db
    .updateTable('messages')
    .set(values)
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** In the list, where the message stands last. */
async function setPreview(tx: WriteTransaction, message: Message): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ lastMessagePreview: previewOf(message.text), updatedAt: message.updatedAt })
    .where('workspaceId', '=', message.workspaceId)
    .where('id', '=', message.conversationId)
    .where('lastMessageId', '=', message.id)
    .execute();
}

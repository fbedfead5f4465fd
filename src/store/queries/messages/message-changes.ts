import type { Acceptance } from '../../../domain/acceptance.ts';
import { sameAttachments } from '../../../domain/merge-message.ts';
import type { Attachment, Message } from '../../../domain/message.ts';
import { advanceStatus } from '../../../domain/status.ts';
import type { Status } from '../../../domain/status.ts';
import { acceptances } from '../../tables/acceptances.ts';
import { messageToRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';
import { messageEvent } from '../deliveries/delivery-events.ts';
import { replaceAttachments } from '../files/links.ts';
import { findMessage } from './messages.ts';
import { findReported, settleByReport } from '../deliveries/reported-deliveries.ts';

/** What a connector says later of a message; undefined stays as it is. */
export type MessageChange = {
  workspaceId: number;
  id: number;
  /** Only moves forward. */
  status?: Status | undefined;
  attachments?: Attachment[] | undefined;
  /** Laid over those that are there. */
  attributes?: Record<string, unknown> | undefined;
  /** Attributes that a message has only while it is failed; those left undefined stay then. */
  failure?: Record<string, unknown> | undefined;
  /** Why it failed, for people. */
  reason?: string | undefined;
  now: number;
};

export type ChangedMessage =
  | { kind: 'changed'; message: Message; acceptance: Acceptance }
  | { kind: 'missing' }
  /** A status of a reply of which no attempt has begun. */
  | { kind: 'untried' };

export const writes = {
  /**
   * Takes up what is new, with one event that names the fields; the acceptance of a change that
   * says nothing new is `duplicate`. A status counts for a reply of which an attempt has begun, and
   * settles its delivery; of a delivery before the present one it stays in that one's history.
   */
  async changeMessage(tx: WriteTransaction, input: MessageChange): Promise<ChangedMessage> {
    const { now } = input;
    const found = await findLocked(tx, input);
    if (found === null) return { kind: 'missing' };
    const { message, vendor } = found;
    const isReport = input.status !== undefined && input.status !== 'pending';
    const report = isReport ? await findReported(tx, message) : null;
    if (report?.worth === 'untried') return { kind: 'untried' };
    const isEarlier = report?.worth === 'earlier';
    const fields = isEarlier ? [] : applyChange(message, input);
    const why = isEarlier
      ? `it reports ${input.status} of an earlier delivery of the message`
      : null;
    const acceptance = acceptanceOf(await tx.nextId(), message, { vendor, fields, why, now });
    if (fields.length > 0) await storeChange(tx, message, fields);
    await tx.db.insertInto('acceptances').values(acceptances.toRow(acceptance)).execute();
    if (fields.length > 0) {
      const told = messageEvent({ ...message, messageId: message.id }, fields, now);
      const settled = await settleByReport(tx, report?.delivery, message, input);
      await tx.appendAll(settled === null ? [told] : [told, settled]);
    }
    return { kind: 'changed', message, acceptance };
  },
};

/** With its conversation locked. */
async function findLocked(
  tx: WriteTransaction,
  input: MessageChange,
): Promise<{ message: Message; vendor: string } | null> {
  await tx.keepChannels(input.workspaceId);
  const found = await findMessage(tx.db, input);
  if (found === null) return null;
  await tx.lockConversations(input.workspaceId, [found.conversationId]);
  // Read again: another writer may have changed it before we had the lock.
  const message = await findMessage(tx.db, input);
  const vendor = message && (await vendorOf(tx, message));
  return message === null || vendor === null ? null : { message, vendor };
}

async function vendorOf(
  tx: WriteTransaction,
  { workspaceId, conversationId }: Message,
): Promise<string | null> {
  const row = await visibleConversations(tx.db, workspaceId)
    .select('conversations.vendor')
    .where('conversations.id', '=', conversationId)
    .executeTakeFirst();
  return row?.vendor ?? null;
}

/** Changes the message in place; the names of the fields that are another now. */
function applyChange(message: Message, change: MessageChange): string[] {
  const { attachments, attributes } = change;
  const fields: string[] = [];
  const status = advanceStatus(message.status, change.status ?? message.status);
  if (status !== message.status) {
    message.status = status;
    fields.push('status');
  }
  if (attachments !== undefined && !sameAttachments(attachments, message.attachments)) {
    message.attachments = attachments;
    fields.push('attachments');
  }
  const merged: Record<string, unknown> = { ...message.attributes, ...attributes };
  for (const [name, value] of Object.entries(change.failure ?? {})) {
    if (status !== 'failed') delete merged[name];
    else if (value !== undefined) merged[name] = value;
  }
  if (JSON.stringify(merged) !== JSON.stringify(message.attributes)) {
    message.attributes = merged;
    fields.push('attributes');
  }
  if (fields.length > 0) message.updatedAt = change.now;
  return fields;
}

async function storeChange(
  tx: WriteTransaction,
  message: Message,
  fields: readonly string[],
): Promise<void> {
  const { status, attributes, attachmentCount, updatedAt } = messageToRow(message);
  await tx.db
    .updateTable('messages')
    .set({ status, attributes, attachmentCount, updatedAt })
    .where('workspaceId', '=', message.workspaceId)
    .where('id', '=', message.id)
    .execute();
  if (fields.includes('attachments')) await replaceAttachments(tx, message);
}

type Said = { vendor: string; fields: readonly string[]; why: string | null; now: number };

const SAID = 'the stored message already says this';

function acceptanceOf(
  id: number,
  message: Message,
  { vendor, fields, why, now }: Said,
): Acceptance {
  const isNew = fields.length > 0;
  return {
    id,
    workspaceId: message.workspaceId,
    verdict: isNew ? 'updated' : 'duplicate',
    reason: isNew ? `changed: ${fields.join(', ')}` : (why ?? SAID),
    conflict: null,
    duplicateOf: isNew ? null : message.id,
    vendor,
    channelId: message.channelId,
    conversationId: message.conversationId,
    messageId: message.id,
    externalMessageId: message.externalId,
    receivedAt: now,
  };
}

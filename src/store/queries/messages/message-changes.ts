import type { Acceptance } from '../../../domain/acceptance.ts';
import { acceptanceOf, foundBy, foundOfEarlier } from '../../../domain/acceptance.ts';
import { takeUp } from '../../../domain/later-word.ts';
import type { Attachment, Message } from '../../../domain/message.ts';
import { advanceStatus } from '../../../domain/status.ts';
import type { Status } from '../../../domain/status.ts';
import { acceptances } from '../../tables/acceptances.ts';
import { messageToRow } from '../../tables/messages.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { visibleConversations } from '../conversations/conversations.ts';
import { messageEvent } from '../deliveries/delivery-events.ts';
import { replaceAttachments } from '../files/sources.ts';
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
    const { now, status } = input;
    const locked = await findLocked(tx, input);
    if (locked === null) return { kind: 'missing' };
    const { message, vendor } = locked;
    const isReport = status !== undefined && status !== 'pending';
    const report = isReport ? await findReported(tx, message) : null;
    if (report?.worth === 'untried') return { kind: 'untried' };
    const isEarlier = isReport && report?.worth === 'earlier';
    const fields = isEarlier ? [] : applyChange(message, input);
    const found = isEarlier ? foundOfEarlier(status) : foundBy(fields);
    const at = { vendor, receivedAt: now };
    const acceptance = acceptanceOf(await tx.nextId(), message, found, at);
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
  const { attachments, attributes, failure, now } = change;
  const status = advanceStatus(message.status, change.status ?? message.status);
  const laid: Record<string, unknown> = { ...message.attributes, ...attributes };
  for (const [name, value] of Object.entries(failure ?? {})) {
    if (status !== 'failed') delete laid[name];
    else if (value !== undefined) laid[name] = value;
  }
  return takeUp(message, { status, attachments, attributes: laid }, now);
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

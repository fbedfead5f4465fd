import type { Acceptance } from '../../domain/acceptance.ts';
import { sameAttachments } from '../../domain/merge-message.ts';
import type { Attachment, Message } from '../../domain/message.ts';
import { advanceStatus } from '../../domain/status.ts';
import type { Status } from '../../domain/status.ts';
import { acceptanceToRow, messageToRow } from '../rows.ts';
import type { WriteTransaction } from '../transaction.ts';
import { visibleConversations } from './conversations.ts';
import { replaceAttachments } from './links.ts';
import { findMessage } from './messages.ts';

/** What a connector says later of a message; undefined stays as it is. */
export type MessageChange = {
  workspaceId: number;
  id: number;
  /** Only moves forward. */
  status?: Status | undefined;
  attachments?: Attachment[] | undefined;
  /** Laid over those that are there. */
  attributes?: Record<string, unknown> | undefined;
  now: number;
};

export type ChangedMessage = { message: Message; acceptance: Acceptance };

export const writes = {
  /**
   * Takes up what is new, with one event that names the fields; the acceptance of a change that
   * says nothing new is `duplicate`. Null where there is no such message.
   */
  async changeMessage(tx: WriteTransaction, input: MessageChange): Promise<ChangedMessage | null> {
    await tx.keepChannels(input.workspaceId);
    const found = await findMessage(tx.db, input);
    if (found === null) return null;
    await tx.lockConversations(input.workspaceId, [found.conversationId]);
    // Read again: another writer may have changed it before we had the lock.
    const message = await findMessage(tx.db, input);
    const vendor = message && (await vendorOf(tx, message));
    if (message === null || vendor === null) return null;
    const fields = applyChange(message, input);
    const acceptance = acceptanceOf(await tx.nextId(), message, { vendor, fields, now: input.now });
    if (fields.length > 0) await storeChange(tx, message, fields);
    await tx.db.insertInto('acceptances').values(acceptanceToRow(acceptance)).execute();
    if (fields.length > 0) {
      const { workspaceId, channelId, conversationId, id: messageId } = message;
      await tx.append({
        ...{ workspaceId, channelId, conversationId, messageId },
        type: 'message.updated',
        payload: { fields },
        createdAt: input.now,
      });
    }
    return { message, acceptance };
  },
};

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
  const merged = { ...message.attributes, ...attributes };
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

function acceptanceOf(
  id: number,
  message: Message,
  { vendor, fields, now }: { vendor: string; fields: readonly string[]; now: number },
): Acceptance {
  const isNew = fields.length > 0;
  return {
    id,
    workspaceId: message.workspaceId,
    verdict: isNew ? 'updated' : 'duplicate',
    reason: isNew ? `changed: ${fields.join(', ')}` : 'the stored message already says this',
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

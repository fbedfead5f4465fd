import type { ReplyTemplate } from '../../domain/delivery.ts';
import { integer, json, optional, text } from '../column.ts';
import { table } from '../table.ts';

/** What is kept of the request that made an outbound message, beside the message. */
export const replies = table('replies', {
  workspaceId: integer,
  messageId: integer,
  acceptanceId: integer,
  idempotencyKey: optional(text),
  /** SHA-256 of what was asked, hex: another body under the same key is a conflict. */
  requestHash: text,
  authorUserId: optional(integer),
  template: optional(json<ReplyTemplate>()),
  replyToId: optional(integer),
  /** The conversation's readThroughId before this reply answered all that had come in. */
  readBefore: optional(integer),
  createdAt: integer,
});

/** A reply that is not to be handed over before its time. It has no delivery yet, and no place in line. */
export const scheduledReplies = table('scheduledReplies', {
  workspaceId: integer,
  messageId: integer,
  conversationId: integer,
  channelId: integer,
  vendor: text,
  receiver: text,
  replyBy: optional(integer),
  dueAt: integer,
});

import { DELIVERY_STATES } from '../../domain/delivery-state.ts';
import { integer, oneOf, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const deliveries = table('deliveries', {
  workspaceId: integer,
  id: integer,
  kind: oneOf('reply', 'event', 'removal'),
  /** Whose connector or subscriber it is for; null for Inlet's own webhooks. */
  vendor: optional(text),
  /** See domain/receiver.ts. */
  receiver: text,
  channelId: optional(integer),
  conversationId: optional(integer),
  messageId: optional(integer),
  webhookId: optional(integer),
  eventId: optional(integer),
  state: oneOf(...DELIVERY_STATES),
  /** Of the last attempt. */
  outcome: optional(oneOf('sent', 'retry', 'refused', 'unknown')),
  reason: optional(text),
  /** One word for programs beside the reason; null where it has none. */
  code: optional(text),
  dueAt: integer,
  /** The receiver itself takes nothing before, where it said so. */
  notBefore: optional(integer),
  replyBy: optional(integer),
  /** No attempt starts later. Null while the delivery waits in line and has no replyBy. */
  deadlineAt: optional(integer),
  attemptCount: integer,
  /** When the last attempt was claimed. */
  attemptedAt: optional(integer),
  leaseUntil: optional(integer),
  /** Grows with each claim: who settles has to name the one it was given. */
  fence: integer,
  /** At the receiver: the id of the message, as this delivery brought it, or of the removed channel. */
  externalId: optional(text),
  resendOf: optional(integer),
  createdAt: integer,
  settledAt: optional(integer),
});

export type DeliveryRow = Row<typeof deliveries>;

export const attempts = table('attempts', {
  workspaceId: integer,
  deliveryId: integer,
  number: integer,
  startedAt: integer,
  /** Null where the process ended during the attempt. */
  durationMs: optional(integer),
  outcome: oneOf('sent', 'retry', 'refused', 'unknown'),
  reason: optional(text),
  status: optional(integer),
  excerpt: optional(text),
});

export type AttemptRow = Row<typeof attempts>;

/** The external ids that messages had before they were sent again: late reports are about those. */
export const formerIdentities = table('formerIdentities', {
  workspaceId: integer,
  channelId: integer,
  externalId: text,
  identityScope: integer,
  messageId: integer,
  deliveryId: integer,
});

/** A receiver that is left alone until then. */
export const receiverPauses = table('receiverPauses', {
  /** Whose delivery was answered so: the reason is told to nobody else. */
  workspaceId: integer,
  /** See domain/receiver.ts. */
  receiver: text,
  cause: oneOf('asked', 'failing'),
  until: integer,
  reason: text,
});

export type ReceiverPauseRow = Row<typeof receiverPauses>;

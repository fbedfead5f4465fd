import type { DeliveryKind, OutcomeKind } from '../../domain/delivery.ts';
import type { DeliveryState } from '../../domain/delivery-state.ts';

export type DeliveryRow = {
  workspaceId: number;
  id: number;
  kind: DeliveryKind;
  /** Whose connector or subscriber it is for; null for Inlet's own webhooks. */
  vendor: string | null;
  /** See domain/receiver.ts. */
  receiver: string;
  channelId: number | null;
  conversationId: number | null;
  messageId: number | null;
  webhookId: number | null;
  eventId: number | null;
  state: DeliveryState;
  /** Of the last attempt. */
  outcome: OutcomeKind | null;
  reason: string | null;
  /** One word for programs beside the reason; null where it has none. */
  code: string | null;
  dueAt: number;
  /** The receiver itself takes nothing before, where it said so. */
  notBefore: number | null;
  replyBy: number | null;
  /** No attempt starts later. Null while the delivery waits in line and has no replyBy. */
  deadlineAt: number | null;
  attemptCount: number;
  /** When the last attempt was claimed. */
  attemptedAt: number | null;
  leaseUntil: number | null;
  /** Grows with each claim: who settles has to name the one it was given. */
  fence: number;
  /** At the receiver: the id of the message, as this delivery brought it, or of the removed channel. */
  externalId: string | null;
  resendOf: number | null;
  createdAt: number;
  settledAt: number | null;
};

export type AttemptRow = {
  workspaceId: number;
  deliveryId: number;
  number: number;
  startedAt: number;
  /** Null where the process ended during the attempt. */
  durationMs: number | null;
  outcome: OutcomeKind;
  reason: string | null;
  status: number | null;
  excerpt: string | null;
};

/** The external ids that messages had before they were sent again: late reports are about those. */
export type FormerIdentityRow = {
  workspaceId: number;
  channelId: number;
  externalId: string;
  identityScope: number;
  messageId: number;
  deliveryId: number;
};

/** A channel whose connector needs a person, until a delivery succeeds without that trouble. */
export type ChannelAttentionRow = {
  workspaceId: number;
  channelId: number;
  reason: string;
  since: number;
  /** The reply that was refused. */
  messageId: number | null;
};

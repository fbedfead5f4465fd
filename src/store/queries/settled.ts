import type { DeliveryState, OutcomeKind, SentIdentity } from '../../domain/delivery.ts';
import type { Claim } from './outbox-claims.ts';

export type NewAttempt = {
  number: number;
  startedAt: number;
  durationMs: number | null;
  outcome: OutcomeKind;
  reason: string | null;
  status: number | null;
  excerpt: string | null;
};

/** What an attempt came to, for the delivery that was claimed for it. */
export type Settled = Claim & {
  /** Null where none was made. */
  attempt: NewAttempt | null;
  state: Extract<DeliveryState, 'sent' | 'due' | 'failed' | 'unknown' | 'held'>;
  reason: string | null;
  /** Why, for programs; none where it is left out. */
  code?: string | null;
  /** Where `state` is due. */
  dueAt: number | null;
  /** Where `state` is sent and the receiver gave the message an id. */
  identity: SentIdentity | null;
  needsAttention: boolean;
  /** Another message that has the id which the receiver gave this one. */
  conflictingMessageId?: number;
  stopsReceiver: boolean;
};

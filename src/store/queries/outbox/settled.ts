import type { OutcomeKind, SentIdentity } from '../../../domain/delivery.ts';
import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { Pause } from '../../../domain/delivery-wait.ts';
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

/**
 * A receiver has answered after failures: what was tried by this time is tried again at once.
 * `isAll`: also on the other channels of its app, which were down with it.
 */
export type Recovery = { triedBy: number; isAll: boolean };

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
  /** When the receiver takes it again, where it said so. */
  notBefore: number | null;
  /** Where `state` is sent and the receiver gave the message an id. */
  identity: SentIdentity | null;
  needsAttention: boolean;
  /** Another message that has the id which the receiver gave this one. */
  conflictingMessageId?: number;
  stopsReceiver: boolean;
  /** What the receiver is to be spared for, from now on. */
  pauses: readonly Pause[];
  recovery: Recovery | null;
};

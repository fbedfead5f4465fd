import type { DeliveryState } from './delivery-state.ts';
import { CALLED_OFF } from './open-reply.ts';
import type { Status } from './status.ts';

/** How a reply stands, in one word. */
export const REPLY_STATES = [
  /** It waits for its time. */
  'scheduled',
  /** Behind an earlier reply of its channel. */
  'queued',
  /** There is nobody to call yet. */
  'held',
  /** Its receiver is left alone for a while. */
  'paused',
  /** On its way: about to be handed over, or a call is under way. */
  'sending',
  /** An attempt did not do it, and another follows. */
  'retrying',
  'sent',
  'delivered',
  'read',
  'failed',
  /** It may have arrived: a person decides. */
  'unknown',
] as const;

export type ReplyState = {
  messageId: number;
  state: (typeof REPLY_STATES)[number];
  /** Why, for people; null where there is nothing to say. */
  reason: string | null;
  /** Why, for programs. */
  code: string | null;
  /** When it goes on, milliseconds UTC; null where nobody knows, or it does not. */
  until: number | null;
  /** The last attempt, or the one under way; 0 before the first. */
  attempt: number;
  /** How many there are at most. */
  attempts: number;
};

/** See outbox/retry.ts: those that fit into 7 days. */
const MOST_ATTEMPTS = 19;

/** What is known of a reply: its message, and the newest delivery of it where there is one. */
export type ReplyFacts = {
  messageId: number;
  status: Status;
  /** Where it waits for its time. */
  scheduledAt: number | null;
  delivery: {
    state: DeliveryState;
    reason: string | null;
    code: string | null;
    attemptCount: number;
    wait: {
      cause: 'queued' | 'held' | 'paused' | 'retrying';
      reason: string;
      until: number | null;
    } | null;
  } | null;
};

/** The one place that says how a reply stands. Pure. */
export function replyStateOf(facts: ReplyFacts): ReplyState {
  const { messageId, delivery } = facts;
  const attempt = delivery?.attemptCount ?? 0;
  return { messageId, ...standing(facts), attempt, attempts: MOST_ATTEMPTS };
}

type Standing = Pick<ReplyState, 'state' | 'reason' | 'code' | 'until'>;

function standing({ status, scheduledAt, delivery }: ReplyFacts): Standing {
  const known = { reason: null, code: null, until: null };
  // What its receiver has said of it since is worth more than any attempt.
  if (status === 'delivered' || status === 'read') return { ...known, state: status };
  if (scheduledAt !== null) {
    const reason = 'It waits for its time.';
    return { state: 'scheduled', reason, code: null, until: scheduledAt };
  }
  if (delivery === null) {
    // Only one that waited for its time has none.
    const reason = 'It was called off.';
    return { ...known, state: 'failed', reason, code: CALLED_OFF };
  }
  const { reason, code, wait } = delivery;
  if (wait !== null) return { state: wait.cause, reason: wait.reason, code, until: wait.until };
  const state = endOf(delivery.state, status);
  return { ...known, state, ...(state === 'sending' ? {} : { reason, code }) };
}

function endOf(state: DeliveryState, status: Status): ReplyState['state'] {
  switch (state) {
    case 'waiting':
      return 'queued';
    case 'held':
      return 'held';
    case 'due':
    case 'claimed':
    case 'calling':
      return 'sending';
    case 'sent':
      return status === 'failed' ? 'failed' : 'sent';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'unknown';
    case 'dismissed':
    case 'resent':
      return status === 'failed' ? 'failed' : 'unknown';
  }
}

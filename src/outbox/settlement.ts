import type { Outcome, OutcomeKind, SentIdentity } from '../domain/delivery.ts';
import { nextAttemptAt } from './retry.ts';

/** What a delivery becomes after an attempt. */
export type Settlement = {
  /** Null where no attempt was made. */
  outcome: OutcomeKind | null;
  reason: string | null;
  /** Why, for programs. */
  code: string | null;
  next:
    | { state: 'sent'; identity: SentIdentity | null }
    /** `notBefore`: the receiver's own time. */
    | { state: 'due'; dueAt: number; notBefore: number | null }
    | { state: 'failed' | 'unknown' | 'held' };
  /** The channel needs a person's attention: the connector refuses Inlet's credentials. */
  needsAttention: boolean;
  /** The receiver wants nothing more at all. */
  stopsReceiver: boolean;
};

export type Situation = {
  now: number;
  attempts: number;
  deadlineAt: number | null;
  jitter: number;
};

/** Pure: the outcome of an attempt, and when the next one is, where there is one. */
export function settlementOf(outcome: Outcome, situation: Situation): Settlement {
  const usual = { code: null, needsAttention: false, stopsReceiver: false };
  switch (outcome.kind) {
    case 'sent':
      return {
        ...usual,
        outcome: 'sent',
        reason: null,
        next: { state: 'sent', identity: outcome.identity },
      };
    case 'held':
      return { ...usual, outcome: null, reason: outcome.reason, next: { state: 'held' } };
    case 'refused': {
      const { kind, reason, needsAttention, stopsReceiver } = outcome;
      const next = { state: 'failed' } as const;
      return { ...usual, outcome: kind, reason, next, needsAttention, stopsReceiver };
    }
    case 'retry':
    case 'unknown': {
      const { kind, reason, retryAt } = outcome;
      const canRetry = kind === 'retry' || outcome.canRepeat;
      const dueAt = canRetry ? nextAttemptAt({ ...situation, retryAt }) : null;
      const end: 'failed' | 'unknown' = kind === 'retry' ? 'failed' : 'unknown';
      const next =
        dueAt === null ? { state: end } : { state: 'due' as const, dueAt, notBefore: retryAt };
      const code = (kind === 'retry' ? outcome.code : undefined) ?? null;
      return { ...usual, outcome: kind, reason, code, next };
    }
  }
}

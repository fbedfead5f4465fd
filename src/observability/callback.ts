import type { DeliveryKind, Outcome } from '../domain/delivery.ts';
import type { CallTrace } from '../lib/safe-fetch/call-trace.ts';
import type { Claim } from '../store/store.ts';
import { redactAnswer, redactText, redactUrl } from './redact-answer.ts';

/**
 * One call of Inlet's to a connector or subscriber and what became of it, for those who watch the
 * server at work. Holds no content and no secret.
 */
export type Callback = {
  kind: 'callback';
  at: string;
  workspaceId: number;
  /** Null for Inlet's own webhooks. */
  vendor: string | null;
  /** What is delivered; `history` is a question about the past, or for an address that works. */
  purpose: DeliveryKind | 'history';
  deliveryId: string | null;
  attempt: number;
  /** Null where the attempt ended before anybody was called. */
  method: string | null;
  /** Without its query; what looks like a secret in its path is cut. */
  url: string | null;
  status: number | null;
  durationMs: number;
  /** Of the attempt, at its last call; of a call before that, and of a question, how it ended. */
  outcome: Outcome['kind'] | CallTrace['kind'];
  reason: string | null;
  /** The beginning of the answer, redacted. */
  excerpt: string | null;
};

export type ReportedAttempt = {
  claim: Pick<Claim, 'workspaceId' | 'vendor' | 'id' | 'kind' | 'attemptCount'>;
  outcome: Outcome;
  durationMs: number;
  calls: readonly CallTrace[];
};

/** A line for each call of an attempt; one without a call where it came to none. */
export function callbacksOf({ claim, outcome, durationMs, calls }: ReportedAttempt): Callback[] {
  const { workspaceId, vendor, kind: purpose, id, attemptCount: attempt } = claim;
  const about = { workspaceId, vendor, purpose, deliveryId: String(id), attempt };
  const why = 'reason' in outcome ? redactText(outcome.reason) : null;
  const ended = { outcome: outcome.kind, reason: why };
  const last = calls.length - 1;
  if (last === -1) {
    const nobody = { method: null, url: null, status: null, excerpt: null };
    return [{ kind: 'callback', at: atNow(), ...about, ...nobody, durationMs, ...ended }];
  }
  return calls.map((call, index) => ({ ...shown(call), ...about, ...(index === last && ended) }));
}

export type Asked = {
  workspaceId: number;
  vendor: string;
  attempt: number;
  call: CallTrace;
  /** What of the answer was left out; null for the answer itself. */
  reason: string | null;
};

export function callbackOf({ call, reason, ...about }: Asked): Callback {
  const why = reason === null ? null : redactText(reason);
  return { ...shown(call), ...about, reason: why, purpose: 'history', deliveryId: null };
}

function shown({ method, url, status, durationMs, kind, body }: CallTrace) {
  return {
    ...{ kind: 'callback' as const, at: atNow() },
    ...{ method, url: redactUrl(url), status, outcome: kind, reason: null },
    durationMs: Math.round(durationMs * 100) / 100,
    excerpt: redactAnswer(body),
  };
}

function atNow(): string {
  return new Date().toISOString();
}

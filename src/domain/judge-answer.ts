import type { CallAnswer, Outcome } from './delivery.ts';

export type Judging = {
  now: number;
  /** Whether the receiver knows the payload again by an id in it. */
  canRepeat: boolean;
  /** What a complete 2xx answer says; without it, any 2xx says that the receiver has the message. */
  accept?: (body: string) => Outcome;
  /** The receiver's own words for a refusal, and when it takes requests again, where it says so. */
  explain?: (status: number, body: string) => { reason: string; retryAt: number | null } | null;
};

/**
 * What an answer to a hand-over means (DESIGN 10). Before it left: retry. 408, 429, 503: retry.
 * 401: refused, and the channel needs attention; 410: refused, and the receiver wants no more; other
 * 3xx and 4xx: refused. No complete answer, or another 5xx: unknown. Pure.
 */
export function judgeAnswer(answer: CallAnswer, judging: Judging): Outcome {
  const { canRepeat } = judging;
  switch (answer.kind) {
    case 'not-sent':
      return { kind: 'retry', reason: answer.reason, retryAt: null };
    case 'incomplete':
      return { kind: 'unknown', reason: answer.reason, canRepeat, retryAt: null };
    case 'answered':
      return judgeStatus(answer, judging);
  }
}

function judgeStatus(
  answer: Extract<CallAnswer, { kind: 'answered' }>,
  { now, canRepeat, accept, explain }: Judging,
): Outcome {
  const { status, headers, body, cutShort } = answer;
  if (status >= 200 && status < 300) {
    if (accept === undefined) return { kind: 'sent', identity: null };
    if (cutShort === null) return accept(body);
    const reason = `The receiver answered ${status}, but ${cutShort}.`;
    return { kind: 'unknown', reason, canRepeat, retryAt: null };
  }
  const explained = explain?.(status, body) ?? null;
  const reason = explained?.reason ?? `The receiver answered ${status}.`;
  const retryAt = explained?.retryAt ?? retryAfter(headers['retry-after'], now);
  if (status === 408 || status === 429 || status === 503) return { kind: 'retry', reason, retryAt };
  if (status >= 500) return { kind: 'unknown', reason, canRepeat, retryAt };
  return {
    kind: 'refused',
    reason,
    needsAttention: status === 401,
    stopsReceiver: status === 410,
  };
}

/** Certainly not sent, for a reason that concerns this one delivery and not its receiver. */
export function refused(reason: string): Outcome {
  return { kind: 'refused', reason, needsAttention: false, stopsReceiver: false };
}

/** A Retry-After header (seconds, or an HTTP date) as a time; null where it says nothing usable. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1_000;
  const at = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? null : at;
}

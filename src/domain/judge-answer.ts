import type { CallAnswer, Outcome } from './delivery.ts';

export type Judging = {
  now: number;
  /** Whether the receiver knows the payload again by an id in it. */
  canRepeat: boolean;
  /** What a complete 2xx answer says; without it, any 2xx says that the receiver has the message. */
  accept?: (body: string) => Outcome;
  /** The receiver's own words for a refusal; null where it has none. */
  explain?: (status: number, body: string, location: string | null) => Explained | null;
};

export type Explained = {
  reason: string;
  /** When it takes requests again, where it says so. */
  retryAt: number | null;
  /** The body says no by itself, whatever its status. */
  isNo?: boolean;
  /** It is no for now alone: it will take the same later. */
  isBusy?: boolean;
  /** It does not take our credentials. */
  needsAttention?: boolean;
};

/**
 * What an answer to a hand-over means. Before it left: retry. A body that says no: refused, whatever
 * the status. 408, 429, 503: retry.
 * 401: refused, and the channel needs attention; 410: refused, and the receiver wants no more; other
 * 3xx and 4xx: refused. No complete answer, or another 5xx: unknown. Pure.
 */
export function judgeAnswer(answer: CallAnswer, judging: Judging): Outcome {
  const { canRepeat } = judging;
  switch (answer.kind) {
    case 'not-sent':
      return { kind: 'retry', reason: answer.reason, code: answer.code, retryAt: null };
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
  const isSuccess = status >= 200 && status < 300;
  // Half a body may say yes and no.
  const explained =
    isSuccess && cutShort !== null ? null : (explain?.(status, body, locationOf(answer)) ?? null);
  if (isSuccess && explained?.isNo !== true) {
    if (accept === undefined) return { kind: 'sent', identity: null };
    if (cutShort === null) return accept(body);
    const reason = `The receiver answered ${status}, but ${cutShort}.`;
    return { kind: 'unknown', reason, canRepeat, retryAt: null };
  }
  const reason = explained?.reason ?? `The receiver ${answeredWords(status, locationOf(answer))}.`;
  const retryAt = explained?.retryAt ?? retryAfter(headers['retry-after'], now);
  if (PASSING.has(status) || explained?.isBusy === true) return { kind: 'retry', reason, retryAt };
  if (status >= 500 && explained?.isNo !== true) {
    return { kind: 'unknown', reason, canRepeat, retryAt };
  }
  return {
    kind: 'refused',
    reason,
    needsAttention: status === 401 || explained?.needsAttention === true,
    stopsReceiver: status === 410,
  };
}

const LONGEST_LOCATION = 300;

/** Where a redirect leads that is not followed, without its query, which may hold a secret. */
export function locationOf({
  status,
  headers,
}: {
  status: number;
  headers: Record<string, string>;
}) {
  const location = status >= 300 && status < 400 ? headers['location'] : undefined;
  return location === undefined ? null : location.slice(0, LONGEST_LOCATION).replace(/[?#].*/s, '');
}

export function answeredWords(status: number, location: string | null): string {
  if (location === null) return `answered ${status}`;
  return `answered ${status} and leads to ${location}, which is not followed`;
}

const PASSING = new Set([408, 429, 503]);

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

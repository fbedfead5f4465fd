const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * The pauses after the 1st, 2nd … attempt, the last one for all that follow, until the deadline 7
 * days after the delivery's turn came: 19 attempts. Short ones first, as most outages are short;
 * Standard Webhooks' example ends after 75 hours, which a long weekend outlasts.
 */
const PAUSES_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  18 * HOUR,
  24 * HOUR,
] as const;

/** A pause is up to this part shorter or longer, so that what failed together returns apart. */
const JITTER = 0.1;
/** How long before a deadline a last attempt is pulled forward to: time for the call itself. */
const BEFORE_DEADLINE_MS = MINUTE;

export type RetryQuestion = {
  now: number;
  /** Attempts made, the one that just failed included. */
  attempts: number;
  /** No attempt starts later; null where nothing limits it. */
  deadlineAt: number | null;
  /** The receiver takes nothing before, where it said so. */
  retryAt: number | null;
  /** From 0 to below 1. */
  jitter: number;
};

/**
 * When the next attempt is due; null when there is none any more. Pure. A receiver's own time is
 * kept to, also where it is later than ours; one that is later than the deadline ends it.
 */
export function nextAttemptAt(question: RetryQuestion): number | null {
  const { now, attempts, deadlineAt, retryAt, jitter } = question;
  const pauseMs = PAUSES_MS[attempts - 1] ?? 24 * HOUR;
  const planned = now + Math.round(pauseMs * (1 - JITTER + 2 * JITTER * jitter));
  const earliest = Math.max(retryAt ?? 0, now);
  const at = Math.max(planned, earliest);
  if (deadlineAt === null || at <= deadlineAt) return at;
  const last = Math.max(deadlineAt - BEFORE_DEADLINE_MS, earliest);
  const isWorthIt = last > now + PAUSES_MS[0] && last <= deadlineAt;
  return isWorthIt ? last : null;
}

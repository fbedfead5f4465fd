/**
 * The delivery status of a message, in the order in which it may move.
 * A status only moves forward: pending < sent < delivered < read; `failed` replaces only pending
 * and sent, and a later delivered or read replaces `failed`. Ranking `failed` between sent and
 * delivered says exactly that, and makes the result independent of the order of arrival.
 */
export const STATUSES = ['pending', 'sent', 'failed', 'delivered', 'read'] as const;

export type Status = (typeof STATUSES)[number];

/** The status a message has after `next` was reported while it was `current`. */
export function advanceStatus(current: Status, next: Status): Status {
  return STATUSES.indexOf(next) > STATUSES.indexOf(current) ? next : current;
}

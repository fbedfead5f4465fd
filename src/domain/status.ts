/**
 * The delivery status of a message, in the order in which it may move.
 * A status only moves forward: pending < sent < delivered < read; `failed` replaces only pending
 * and sent, and a later delivered or read replaces `failed`. Ranking `failed` between sent and
 * delivered says exactly that, and makes the result independent of the order of arrival.
 */
export const STATUSES = ['pending', 'sent', 'failed', 'delivered', 'read'] as const;

export type Status = (typeof STATUSES)[number];

/** Those from which a message moves on to `next`: for a database, which moves many at once. */
export function statusesBefore(next: Status): Status[] {
  return STATUSES.filter((current) => advanceStatus(current, next) !== current);
}

/** A person's word that a reply arrived is worth more than that it failed. */
export const CONFIRMABLE: readonly Status[] = ['pending', 'failed'];

/** The status a message has after `next` was reported while it was `current`. */
export function advanceStatus(current: Status, next: Status): Status {
  return STATUSES.indexOf(next) > STATUSES.indexOf(current) ? next : current;
}

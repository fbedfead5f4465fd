/*
 * For how long a reply may go out: until the provider takes none any more, and for seven days from
 * when its turn came. The newest message that came in says how long the provider's window is open.
 */

/** See outbox/retry.ts for the schedule within it. */
export const LONGEST_TRY_MS = 7 * 24 * 3_600_000;

export function isWindowOver(replyBy: number | null, now: number): replyBy is number {
  return replyBy !== null && replyBy <= now;
}

/** No attempt of a reply whose turn comes now starts later than this. */
export function deadlineOf(replyBy: number | null, now: number): number {
  return Math.min(replyBy ?? Infinity, now + LONGEST_TRY_MS);
}

/** A reply that is to go out at a time waits for that before it has a delivery. */
export function isForLater(sendAt: number | null, now: number): sendAt is number {
  return sendAt !== null && sendAt > now;
}

/** In words for people. */
export function windowOver(replyBy: number): string {
  return `The provider takes no reply here since ${new Date(replyBy).toISOString()}.`;
}

type GivenUp = { replyBy: number | null; deadlineAt: number | null; reason: string | null };

/** Why a delivery is given up when no attempt may begin any more; `reason`: of the last one. */
export function whyTooLate({ replyBy, deadlineAt, reason }: GivenUp): string {
  const why =
    replyBy !== null && replyBy === deadlineAt
      ? windowOver(replyBy)
      : 'It could not be handed over within 7 days.';
  return reason === null ? why : `${why} Last: ${reason}`;
}

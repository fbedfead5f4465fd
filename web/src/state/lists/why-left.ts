/* Why a row that is still shown is no longer in its view. Pure. */
import type { Conversation } from '../nouns.ts';

export type WhyLeft =
  | { why: 'closed' | 'closedByOther' | 'reopened' | 'unassigned' | 'read' | 'deleted' | 'other' }
  | { why: 'assigned'; userId: string };

/**
 * @param before As it was until this person changed it; undefined where they did not.
 * @param now Undefined where it has been deleted.
 * @param known As the list showed it while it was in the view.
 */
export function whyLeft(
  known: Conversation,
  now: Conversation | undefined,
  before: Conversation | undefined,
): WhyLeft {
  if (now === undefined) return { why: 'deleted' };
  const was = before ?? known;
  if (now.status !== was.status) {
    if (now.status === 'open') return { why: 'reopened' };
    return { why: before === undefined ? 'closedByOther' : 'closed' };
  }
  if (now.assignedUserId !== was.assignedUserId) {
    return now.assignedUserId === null
      ? { why: 'unassigned' }
      : { why: 'assigned', userId: now.assignedUserId };
  }
  return { why: now.unreadCount < was.unreadCount ? 'read' : 'other' };
}

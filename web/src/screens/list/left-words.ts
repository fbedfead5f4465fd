import type { User } from '../../state/nouns.ts';
import type { WhyLeft } from '../../state/lists/why-left.ts';
import { words } from '../../words/words.ts';

/** Why a greyed row is no longer in its view. */
export function leftWords(left: WhyLeft, users: ReadonlyMap<string, User>): string {
  if (left.why !== 'assigned') return words.list.left[left.why];
  return words.list.left.assignedTo(users.get(left.userId)?.name ?? `#${left.userId}`);
}

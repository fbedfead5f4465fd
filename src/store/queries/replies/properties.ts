import type { Properties } from '../../properties-of.ts';
import type { repliesVerbs } from './verbs.ts';

export const repliesProperties = {
  openScheduledReplies: { isNeutral: true },
} satisfies Properties<typeof repliesVerbs>;

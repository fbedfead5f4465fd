import type { Properties } from '../../properties-of.ts';
import type { acceptancesVerbs } from './verbs.ts';

export const acceptancesProperties = {
  addRejections: { isNeutral: true },
} satisfies Properties<typeof acceptancesVerbs>;

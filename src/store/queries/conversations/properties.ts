import { ifSo } from '../../audit-rules.ts';
import type { Properties } from '../../properties-of.ts';
import type { conversationsVerbs } from './verbs.ts';

export const conversationsProperties = {
  deleteConversation: { audit: (outcome) => ifSo(outcome === 'deleted') },
  // What was not there is not remembered as missing.
  addConversation: { isNeutral: true },
  deleteOwnConversation: { audit: ifSo },
} satisfies Properties<typeof conversationsVerbs>;

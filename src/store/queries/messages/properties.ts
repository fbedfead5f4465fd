import type { Properties } from '../../properties-of.ts';
import type { messagesVerbs } from './verbs.ts';

export const messagesProperties = {
  // Cached are no messages, and of a conversation nothing that this changes.
  changeMessage: { isNeutral: true },
} satisfies Properties<typeof messagesVerbs>;

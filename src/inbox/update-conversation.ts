import type { ConversationChange, ConversationOutcome } from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

/**
 * Opens or closes a conversation, and assigns it to a user of the workspace or to nobody: what is
 * undefined stays. One event when anything changed, none when it was so already.
 */
export function updateConversation(
  { store, now }: InboxPorts,
  change: Omit<ConversationChange, 'now'>,
): Promise<ConversationOutcome> {
  return store.write.updateConversation({ ...change, now: now() });
}

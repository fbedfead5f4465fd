import type { Conversation } from '../domain/conversation.ts';
import type { InboxPorts } from './inbox-ports.ts';

/** Sets the unread count to 0, with an event when it was more. Null where there is no such conversation. */
export function markRead(
  { store, now }: InboxPorts,
  conversation: { workspaceId: number; id: number },
): Promise<Conversation | null> {
  return store.write.markRead({ ...conversation, now: now() });
}

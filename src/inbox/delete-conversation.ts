import type { ConversationAddress, InboxPorts } from './inbox-ports.ts';

export type DeleteConversationOutcome = 'deleted' | 'channel-missing' | 'conversation-missing';

/** Deletes a conversation with its messages, as delete-channel.ts does a channel. */
export async function deleteConversation(
  { store, now, startPurge }: InboxPorts,
  conversation: ConversationAddress,
): Promise<DeleteConversationOutcome> {
  const outcome = await store.write.deleteConversation({ ...conversation, now: now() });
  if (outcome === 'deleted') startPurge();
  return outcome;
}

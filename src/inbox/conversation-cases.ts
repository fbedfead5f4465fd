import type { Conversation } from '../domain/conversation.ts';
import type { Participant } from '../domain/participant.ts';
import type { ConversationChange, ConversationOutcome, ParticipantUpdate } from '../store/store.ts';
import type { ConversationAddress, InboxPorts } from './inbox-ports.ts';

export type DeleteConversationOutcome = 'deleted' | 'channel-missing' | 'conversation-missing';

/** What is done to a conversation as a whole, and to the seats in it. */
export interface ConversationCases {
  /** With its messages, as its connector asks. */
  deleteConversation(conversation: ConversationAddress): Promise<DeleteConversationOutcome>;
  /**
   * Opens or closes it, and assigns it to a user of the workspace or to nobody: what is undefined
   * stays. One event when anything changed, none when it was so already.
   */
  updateConversation(change: Omit<ConversationChange, 'now'>): Promise<ConversationOutcome>;
  /** Sets the unread count to 0, with an event when it was more. Null where there is none. */
  markRead(conversation: { workspaceId: number; id: number }): Promise<Conversation | null>;
  /** A changed role turns what the seat has written. Null where there is none. */
  updateParticipant(update: Omit<ParticipantUpdate, 'now'>): Promise<Participant | null>;
}

export function createConversationCases({
  store: { write },
  now,
  startPurge,
}: InboxPorts): ConversationCases {
  return {
    async deleteConversation(conversation) {
      const outcome = await write.deleteConversation({ ...conversation, now: now() });
      if (outcome === 'deleted') startPurge();
      return outcome;
    },
    updateConversation: (change) => write.updateConversation({ ...change, now: now() }),
    markRead: (conversation) => write.markRead({ ...conversation, now: now() }),
    updateParticipant: (update) => write.updateParticipant({ ...update, now: now() }),
  };
}

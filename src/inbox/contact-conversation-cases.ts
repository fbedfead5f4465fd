import type { Conversation } from '../domain/conversation.ts';
import { queryWords } from '../domain/contact-terms.ts';
import type {
  ConversationMarks,
  ConversationSearch,
  FoundConversation,
  NewConversationOutcome,
} from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

type Owner = { workspaceId: number; vendor: string };
type Key = Owner & { id: number };

/** The one conversation that a contact has across channels, as its vendor's API manages it. */
export interface ContactConversationCases {
  /** An empty one, unless there is one. */
  addConversation(conversation: Owner & { contactId: number }): Promise<NewConversationOutcome>;
  markConversation(conversation: Key & ConversationMarks): Promise<Conversation | null>;
  /** With its messages; false where there is none. */
  deleteOwnConversation(conversation: Key): Promise<boolean>;
  searchConversations(
    search: Omit<ConversationSearch, 'words'> & { query: string },
  ): Promise<{ found: FoundConversation[]; total: number }>;
}

export function createContactConversationCases({
  store,
  now,
  startPurge,
}: InboxPorts): ContactConversationCases {
  return {
    addConversation: (conversation) => store.write.addConversation({ ...conversation, now: now() }),
    markConversation: (marks) => store.write.markConversation({ ...marks, now: now() }),
    async deleteOwnConversation(conversation) {
      const isDeleted = await store.write.deleteOwnConversation({ ...conversation, now: now() });
      if (isDeleted) startPurge();
      return isDeleted;
    },
    async searchConversations({ query, ...search }) {
      const words = queryWords(query);
      if (words.length === 0 && query.trim() !== '') return { found: [], total: 0 };
      return store.read.searchConversations({ ...search, words });
    },
  };
}

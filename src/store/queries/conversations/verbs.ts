import { gather } from '../../gather.ts';
import * as conversations from './conversations.ts';
import * as conversationState from './conversation-state.ts';
import * as conversationSearch from './conversation-search.ts';
import * as businessConversations from './business-conversations.ts';
import * as contactConversations from './contact-conversations.ts';
import * as threadSummaries from './thread-summaries.ts';
import * as participants from './participants.ts';

export const conversationsVerbs = gather(
  conversations,
  conversationState,
  conversationSearch,
  businessConversations,
  contactConversations,
  threadSummaries,
  participants,
);

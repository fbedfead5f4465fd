import { createChannelCases } from './channel-cases.ts';
import type { ChannelCases } from './channel-cases.ts';
import { createContactCases } from './contact-cases.ts';
import type { ContactCases } from './contact-cases.ts';
import { createContactConversationCases } from './contact-conversation-cases.ts';
import type { ContactConversationCases } from './contact-conversation-cases.ts';
import { createConversationCases } from './conversation-cases.ts';
import type { ConversationCases } from './conversation-cases.ts';
import { createHistoryCases } from './history-cases.ts';
import type { HistoryCases } from './history-cases.ts';
import type { InboxPorts } from './inbox-ports.ts';
import { createMessageCases } from './message-cases.ts';
import type { MessageCases } from './message-cases.ts';
import { sendReply } from './send-reply.ts';
import type { NewReply, SendReplyOutcome } from './send-reply.ts';

/**
 * The use cases that every face calls, so that all keep the same rules: all that changes something.
 * Reading needs none, the faces have the store's read verbs.
 */
export interface Inbox
  extends
    ChannelCases,
    ConversationCases,
    ContactCases,
    ContactConversationCases,
    MessageCases,
    HistoryCases {
  sendReply(reply: NewReply): Promise<SendReplyOutcome>;
}

export function createInbox(ports: InboxPorts): Inbox {
  return {
    ...createChannelCases(ports),
    ...createConversationCases(ports),
    ...createMessageCases(ports),
    ...createHistoryCases(ports),
    ...createContactCases(ports),
    ...createContactConversationCases(ports),
    sendReply: (reply) => sendReply(ports, reply),
  };
}

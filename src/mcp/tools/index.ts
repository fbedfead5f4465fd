import type { Tool } from '../tool.ts';
import type { ToolPorts } from '../tool-ports.ts';
import { acceptanceTools } from './acceptances.ts';
import { channelTools } from './channels.ts';
import { contactTools } from './contacts.ts';
import { conversationStateTools } from './conversation-state.ts';
import { conversationTools } from './conversations.ts';
import { deliveryTools } from './deliveries.ts';
import { messageTools } from './messages.ts';
import { openReplyTools } from './open-replies.ts';
import { userTools } from './users.ts';

/** The tools that speak no vendor's words, in the order in which they are listed. */
export function ownTools(ports: ToolPorts): Tool[] {
  return [
    ...conversationTools(ports),
    ...messageTools(ports),
    ...openReplyTools(ports),
    ...conversationStateTools(ports),
    ...userTools(ports),
    ...contactTools(ports),
    ...acceptanceTools(ports),
    ...deliveryTools(ports),
    ...channelTools(ports),
  ];
}

import type { Business } from '../domain/business.ts';
import type { Channel } from '../domain/channel.ts';
import type { Conversation } from '../domain/conversation.ts';
import type {
  ConversationChange,
  ConversationOutcome,
  Installation,
  NewBusiness,
  NewChannel,
  Member,
  Released,
} from '../store/store.ts';
import { addBusiness } from './add-business.ts';
import { addChannel } from './add-channel.ts';
import { deleteChannel } from './delete-channel.ts';
import type { ChannelAddress, ConversationAddress, InboxPorts } from './inbox-ports.ts';
import { deleteConversation } from './delete-conversation.ts';
import type { DeleteConversationOutcome } from './delete-conversation.ts';
import { removeChannel } from './remove-channel.ts';
import { sendReply } from './send-reply.ts';
import type { NewReply, SendReplyOutcome } from './send-reply.ts';
import { markRead } from './mark-read.ts';
import { updateConversation } from './update-conversation.ts';
import { createContactCases } from './contact-cases.ts';
import type { ContactCases } from './contact-cases.ts';
import { createContactConversationCases } from './contact-conversation-cases.ts';
import type { ContactConversationCases } from './contact-conversation-cases.ts';
import { createMessageCases } from './message-cases.ts';
import type { MessageCases } from './message-cases.ts';
import { createHistoryCases } from './history-cases.ts';
import type { HistoryCases } from './history-cases.ts';
import { createProviderCases } from './provider-cases.ts';
import type { ProviderCases } from './provider-cases.ts';

/** The use cases that every face calls, so that all keep the same rules. */
export interface Inbox
  extends ProviderCases, ContactCases, ContactConversationCases, MessageCases, HistoryCases {
  addChannel(channel: Omit<NewChannel, 'createdAt'>): Promise<Channel | null>;
  /** Null when the vendor already has a business of that external id in the workspace. */
  addBusiness(business: Omit<NewBusiness, 'createdAt'>): Promise<Business | null>;
  /** For the channel's own connector, which need not be told. */
  deleteChannel(channel: ChannelAddress): Promise<boolean>;
  /** For people. False where there is no such channel. */
  removeChannel(channel: { workspaceId: number; id: number }): Promise<boolean>;
  deleteConversation(conversation: ConversationAddress): Promise<DeleteConversationOutcome>;
  /** Sets the status and the assigned user, where they are given. */
  updateConversation(change: Omit<ConversationChange, 'now'>): Promise<ConversationOutcome>;
  /** Null where there is no such conversation. */
  markRead(conversation: { workspaceId: number; id: number }): Promise<Conversation | null>;
  sendReply(reply: NewReply): Promise<SendReplyOutcome>;
  /** One of the workspace's people; null where there is no such one. */
  findMember(workspaceId: number, userId: number): Promise<Member | null>;
  /**
   * There is somebody to hand replies to now: those that were held go out. Answers how many. To be
   * called when an app has been given an address, or a vendor's subscriber has come.
   */
  releaseHeld(which: Released): Promise<number>;
  /** The id under which a vendor knows the workspace; null where it has none. */
  aliasOf(workspaceId: number, vendor: string): Promise<string | null>;
  addAlias(alias: { workspaceId: number; vendor: string; externalId: string }): Promise<void>;
  /** The vendor's app that was installed first in the workspace; null where there is none. */
  installedApp(workspaceId: number, vendor: string): Promise<Installation | null>;
}

export function createInbox(ports: InboxPorts): Inbox {
  const { store } = ports;
  return {
    ...createMessageCases(ports),
    ...createProviderCases(ports),
    ...createHistoryCases(ports),
    ...createContactCases(ports),
    ...createContactConversationCases(ports),
    addChannel: (channel) => addChannel(ports, channel),
    addBusiness: (business) => addBusiness(ports, business),
    deleteChannel: (channel) => deleteChannel(ports, channel),
    removeChannel: (channel) => removeChannel(ports, channel),
    deleteConversation: (conversation) => deleteConversation(ports, conversation),
    updateConversation: (change) => updateConversation(ports, change),
    markRead: (conversation) => markRead(ports, conversation),
    sendReply: (reply) => sendReply(ports, reply),
    findMember: (workspaceId, userId) => store.read.findMember({ workspaceId, userId }),
    async releaseHeld(which) {
      const released = await store.write.releaseHeld({ ...which, now: ports.now() });
      if (released > 0) ports.wakeOutbox();
      return released;
    },
    async aliasOf(workspaceId, vendor) {
      const aliases = await store.read.listAliases({ workspaceId });
      return aliases[vendor] ?? null;
    },
    addAlias: (alias) => store.write.addAlias(alias),
    installedApp: (workspaceId, vendor) => store.read.findInstallation({ workspaceId, vendor }),
  };
}

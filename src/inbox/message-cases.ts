import type { Channel } from '../domain/channel.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type {
  CallOffOutcome,
  ChangedMessage,
  EditOutcome,
  ItemPage,
  MessageChange,
  ReplyEdit,
  TypedMessage,
  TypedMessages,
  TypedPage,
} from '../store/store.ts';
import type { InboxPorts } from './inbox-ports.ts';

type Key = { workspaceId: number; id: number };

/** Reading messages in the ways of vendors' APIs, and what connectors say of one later. */
export interface MessageCases {
  findConversation(key: Key): Promise<Conversation | null>;
  findMessage(key: Key): Promise<Message | null>;
  /** A page of a conversation with one item for each thread. */
  listItems(page: ItemPage): Promise<Message[]>;
  /** The ids of the messages of threads. */
  listThreads(threads: {
    workspaceId: number;
    threadIds: readonly number[];
  }): Promise<{ threadId: number; id: number }[]>;
  /** Messages of all conversations of a vendor, one for each thread. */
  listTypedMessages(page: TypedPage): Promise<TypedMessage[]>;
  countTypedMessages(messages: TypedMessages): Promise<number>;
  /** A later word on a message. */
  changeMessage(change: Omit<MessageChange, 'now'>): Promise<ChangedMessage>;
  /** Another text, or other files, for a reply that has not gone out. */
  editReply(edit: Key & ReplyEdit): Promise<EditOutcome>;
  /** Takes a reply back that has not gone out. */
  callOffReply(key: Key): Promise<CallOffOutcome>;
  /** Takes a reply back before its time. False where it does not wait for one. */
  cancelScheduled(message: { workspaceId: number; messageId: number }): Promise<boolean>;
  /** A vendor's channels in a workspace, which has few of them, the oldest first. */
  listChannelsOfVendor(owner: { workspaceId: number; vendor: string }): Promise<Channel[]>;
  /** A vendor's channels with these ids, deleted ones among them. */
  findChannelsById(channels: {
    workspaceId: number;
    vendor: string;
    ids: readonly number[];
  }): Promise<Channel[]>;
}

export function createMessageCases({ store, now, wakeOutbox }: InboxPorts): MessageCases {
  const { read, write } = store;
  return {
    findConversation: (key) => read.findConversation(key),
    findMessage: (key) => read.findMessage(key),
    listItems: (page) => read.listItems(page),
    listThreads: (threads) => read.listThreads(threads),
    listTypedMessages: (page) => read.listTypedMessages(page),
    countTypedMessages: (messages) => read.countTypedMessages(messages),
    async changeMessage(change) {
      const outcome = await write.changeMessage({ ...change, now: now() });
      // A reply that is known to have arrived holds up nobody.
      if (outcome.kind === 'changed' && change.status !== undefined) wakeOutbox();
      return outcome;
    },
    editReply: (edit) => write.editReply({ ...edit, now: now() }),
    async callOffReply(key) {
      const outcome = await write.callOffReply({ ...key, onlyScheduled: false, now: now() });
      // Those behind it move up.
      if (outcome.kind === 'called-off') wakeOutbox();
      return outcome;
    },
    async cancelScheduled({ workspaceId, messageId: id }) {
      const which = { workspaceId, id, onlyScheduled: true };
      const { kind } = await write.callOffReply({ ...which, now: now() });
      return kind === 'called-off';
    },
    listChannelsOfVendor: (owner) => read.listChannelsOfVendor(owner),
    findChannelsById: (channels) => read.findChannelsById(channels),
  };
}

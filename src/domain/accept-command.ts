import type { Acceptance } from './acceptance.ts';
import type { Channel, ChannelKey } from './channel.ts';
import type { Contact } from './contact.ts';
import type { Conversation, ConversationKey } from './conversation.ts';
import type { NewEvent } from './event.ts';
import type { Attachment, Identity, Message } from './message.ts';
import type { Participant, ParticipantRole } from './participant.ts';
import type { Status } from './status.ts';

/**
 * One message that a connector hands in, in Inlet's words. A vendor's inbound.ts makes it from a
 * validated request; times are milliseconds UTC, texts are well-formed.
 */
export type AcceptCommand = {
  workspaceId: number;
  vendor: string;
  /** The line that the message used. */
  channel: ChannelKey;
  conversation: ConversationKey;
  sender: Sender;
  message: {
    externalId: string | null;
    identity: Identity;
    text: string;
    status: Status;
    writtenAt: number;
    /** For these three, undefined means "not said": what is stored stays. */
    replyBy: number | null | undefined;
    link: string | undefined;
    attachments: Attachment[] | undefined;
    /** See Message.type. */
    type?: string;
    /** A message of a thread: the message that it answers, or null where it begins one. */
    thread?: { answers: number | null };
    /** See Message.attributes. */
    attributes?: Record<string, unknown>;
  };
  receivedAt: number;
};

/** Who wrote a message: somebody by the id that the connector knows, or the conversation's contact. */
export type Sender =
  | 'contact'
  | {
      externalId: string;
      /** Null where the request does not say: as already known, else a contact. */
      role: ParticipantRole | null;
      /** Read only when the seat or contact is made. */
      name: string | null;
      avatarUrl: string | null;
    };

export type AcceptOutcome =
  | {
      kind: 'accepted';
      acceptance: Acceptance;
      /** The conversation's contact and the message's thread, where the two are known here. */
      contactId: number | null;
      threadId: number | null;
      /** Its sender has a seat in the conversation only since now, and no name yet. */
      isUnfamiliar?: true;
    }
  | NotAccepted;

/** What of the addressed is not there, or not to be had. Nothing was stored. */
export type NotAccepted = {
  kind:
    | 'channel-missing'
    /** The channel carries no conversations of that business. */
    | 'business-refused'
    | 'contact-missing'
    | 'conversation-missing'
    /** Both are there, and the conversation is another contact's. */
    | 'contact-differs'
    /** The message that was answered is not there, or not in this conversation. */
    | 'thread-missing';
};

/**
 * What the accept rules see of the store while one group is folded: rows are looked up, added and
 * changed here in memory, and an engine writes them in one transaction afterwards. A row handed
 * out is the group's own copy and may be changed in place, followed by a call of `changed*`.
 */
export interface WorkingSet {
  channel(workspaceId: number, key: ChannelKey): Channel | undefined;
  /** The channel's conversation of that external id. */
  conversation(channel: Channel, externalId: string): Conversation | undefined;
  /** The one conversation that a contact has across channels. */
  conversationOfContact(contact: Contact): Conversation | undefined;
  /** A conversation across channels. */
  conversationById(workspaceId: number, id: number): Conversation | undefined;
  participant(conversation: Conversation, externalId: string): Participant | undefined;
  contact(channel: Channel, externalId: string): Contact | undefined;
  /** A contact that no channel keeps. */
  contactById(workspaceId: number, id: number): Contact | undefined;
  message(channel: Channel, externalId: string, identityScope: number): Message | undefined;
  /** Whether it is a reply that was written here: what connectors say of one only reports. */
  isReply(message: Message): boolean;
  /** The message that had this identity in an earlier delivery, before it was sent again. */
  resentMessage(channel: Channel, externalId: string, scope: number): Message | undefined;
  /** A message by id, as it was when the group began: what a thread's answer needs to know of it. */
  answered(workspaceId: number, id: number): Answered | undefined;

  nextId(): number;
  addConversation(row: Conversation): void;
  addParticipant(row: Participant): void;
  addContact(row: Contact): void;
  addMessage(row: Message): void;
  addAcceptance(row: Acceptance): void;
  appendEvent(event: NewEvent): void;

  changedConversation(row: Conversation): void;
  /** The message that stood last moved back in time: the store must look which one is last now. */
  staleLastMessage(row: Conversation): void;
  changedMessage(row: Message, options: { attachments: boolean }): void;
}

export type Answered = Pick<Message, 'id' | 'workspaceId' | 'conversationId' | 'threadId'>;

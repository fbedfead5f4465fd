import type { Acceptance } from './acceptance.ts';
import type { Channel, ChannelKey } from './channel.ts';
import type { Contact } from './contact.ts';
import type { Conversation } from './conversation.ts';
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
  channel: ChannelKey;
  conversation: {
    externalId: string;
    /** The business it is held for; one that is there already keeps its own. */
    businessId?: number;
    /** Whom it is with, whoever wrote the message. Read only when the conversation is made. */
    contact?: { externalId: string; name: string | null; avatarUrl: string | null };
  };
  sender: {
    externalId: string;
    /** Null where the request does not say: as already known, else a contact. */
    role: ParticipantRole | null;
    /** Read only when the seat or contact is made. */
    name: string | null;
    avatarUrl: string | null;
  };
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
  };
  receivedAt: number;
};

export type AcceptOutcome =
  | { kind: 'accepted'; acceptance: Acceptance }
  | { kind: 'channel-missing' }
  /** The channel carries no conversations of that business. */
  | { kind: 'business-refused' };

/**
 * What the accept rules see of the store while one group is folded: rows are looked up, added and
 * changed here in memory, and an engine writes them in one transaction afterwards. A row handed
 * out is the group's own copy and may be changed in place, followed by a call of `changed*`.
 */
export interface WorkingSet {
  channel(workspaceId: number, key: ChannelKey): Channel | undefined;
  conversation(channel: Channel, externalId: string): Conversation | undefined;
  participant(conversation: Conversation, externalId: string): Participant | undefined;
  contact(channel: Channel, externalId: string): Contact | undefined;
  message(channel: Channel, externalId: string, identityScope: number): Message | undefined;

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

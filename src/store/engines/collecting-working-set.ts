import type { Answered, WorkingSet } from '../../domain/accept-command.ts';
import type { Acceptance } from '../../domain/acceptance.ts';
import type { Channel, ChannelKey } from '../../domain/channel.ts';
import type { Contact } from '../../domain/contact.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { NewEvent } from '../../domain/event.ts';
import type { Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';

/**
 * One group's view of the store: collects what the accept rules add and change, for an engine to
 * write afterwards. How rows are found is the engine's.
 */
export abstract class CollectingWorkingSet implements WorkingSet {
  readonly newConversations = new Set<Conversation>();
  readonly changedConversations = new Set<Conversation>();
  readonly staleConversations = new Set<Conversation>();
  readonly newParticipants: Participant[] = [];
  readonly newContacts: Contact[] = [];
  readonly newMessages = new Set<Message>();
  /** Whether the attachments changed, too. */
  readonly changedMessages = new Map<Message, boolean>();
  /**
   * Stored under an identity of the whole channel in a conversation that is deleted and not yet
   * removed: the identity is free for others.
   */
  readonly freedMessages = new Set<Message>();
  readonly acceptances: Acceptance[] = [];
  readonly events: NewEvent[] = [];

  abstract channel(workspaceId: number, key: ChannelKey): Channel | undefined;
  abstract conversation(channel: Channel, externalId: string): Conversation | undefined;
  abstract conversationOfContact(contact: Contact): Conversation | undefined;
  abstract conversationById(workspaceId: number, id: number): Conversation | undefined;
  abstract participant(conversation: Conversation, externalId: string): Participant | undefined;
  abstract contact(channel: Channel, externalId: string): Contact | undefined;
  abstract contactById(workspaceId: number, id: number): Contact | undefined;
  abstract message(channel: Channel, externalId: string, scope: number): Message | undefined;
  abstract isReply(message: Message): boolean;
  abstract resentMessage(channel: Channel, externalId: string, scope: number): Message | undefined;
  abstract answered(workspaceId: number, id: number): Answered | undefined;
  abstract nextId(): number;

  addConversation(row: Conversation): void {
    this.newConversations.add(row);
  }

  addParticipant(row: Participant): void {
    this.newParticipants.push(row);
  }

  addContact(row: Contact): void {
    this.newContacts.push(row);
  }

  addMessage(row: Message): void {
    this.newMessages.add(row);
  }

  addAcceptance(row: Acceptance): void {
    this.acceptances.push(row);
  }

  appendEvent(event: NewEvent): void {
    this.events.push(event);
  }

  changedConversation(row: Conversation): void {
    if (!this.newConversations.has(row)) this.changedConversations.add(row);
  }

  staleLastMessage(row: Conversation): void {
    this.staleConversations.add(row);
  }

  changedMessage(row: Message, options: { attachments: boolean }): void {
    if (this.newMessages.has(row)) return;
    this.changedMessages.set(row, options.attachments || this.changedMessages.get(row) === true);
  }
}

/** Where a group's map keeps a message: its channel, scope and external id. */
export function messageKey(channelId: number, scope: number, externalId: string): string {
  return `${channelId}/${scope}/${externalId}`;
}

/** Where a map keeps what has an external id within something else. */
export function externalKey(ownerId: number, externalId: string): string {
  return `${ownerId}/${externalId}`;
}

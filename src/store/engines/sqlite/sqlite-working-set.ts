import type { WorkingSet } from '../../../domain/accept-command.ts';
import type { Acceptance } from '../../../domain/acceptance.ts';
import type { Channel, ChannelKey } from '../../../domain/channel.ts';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import {
  channelFromRow,
  contactFromRow,
  conversationFromRow,
  messageFromRow,
  participantFromRow,
} from '../../rows.ts';
import type {
  AttachmentRow,
  ChannelRow,
  ContactRow,
  ConversationRow,
  MessageRow,
  ParticipantRow,
} from '../../schema.ts';
import type { AcceptCache } from './accept-cache.ts';
import type { GroupStatements } from './group-statements.ts';

/**
 * One group's view of the store inside the writer's transaction: looks up through the writer's
 * cache, collects what the accept rules add and change, and hands the collections to the flush.
 */
export class SqliteWorkingSet implements WorkingSet {
  readonly newConversations = new Set<Conversation>();
  readonly changedConversations = new Set<Conversation>();
  readonly staleConversations = new Set<Conversation>();
  readonly newParticipants: Participant[] = [];
  readonly newContacts = new Map<string, Contact>();
  readonly newMessages = new Set<Message>();
  readonly changedMessages = new Map<Message, boolean>();
  readonly acceptances: Acceptance[] = [];
  readonly events: NewEvent[] = [];
  /** Messages of this group by identity: the next copy must meet the first one. */
  readonly #messages = new Map<string, Message>();
  readonly #sql: GroupStatements;
  readonly #cache: AcceptCache;
  #lastId: number;

  constructor(sql: GroupStatements, cache: AcceptCache, lastId: number) {
    this.#sql = sql;
    this.#cache = cache;
    this.#lastId = lastId;
  }

  /** The newest id taken, for the flush to write back. */
  get lastId(): number {
    return this.#lastId;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  channel(workspaceId: number, key: ChannelKey): Channel | undefined {
    const cacheKey = `${workspaceId}/${key.appId}/${key.externalId}`;
    const cached = this.#cache.channels.get(cacheKey);
    if (cached !== undefined) return cached;
    const row = this.#sql.findChannel.get(workspaceId, key.appId, key.externalId);
    if (row === undefined) return undefined;
    const channel = channelFromRow(row as ChannelRow);
    this.#cache.channels.set(cacheKey, channel);
    return channel;
  }

  conversation(channel: Channel, externalId: string): Conversation | undefined {
    const cacheKey = `${channel.id}/${externalId}`;
    const cached = this.#cache.conversations.get(cacheKey);
    if (cached !== undefined) return cached;
    const row = this.#sql.findConversation.get(channel.workspaceId, channel.id, externalId);
    if (row === undefined) return undefined;
    const conversation = conversationFromRow(row as ConversationRow);
    this.#cache.conversations.set(cacheKey, conversation);
    return conversation;
  }

  participant(conversation: Conversation, externalId: string): Participant | undefined {
    const cacheKey = `${conversation.id}/${externalId}`;
    const cached = this.#cache.participants.get(cacheKey);
    if (cached !== undefined) return cached;
    if (this.newConversations.has(conversation)) return undefined;
    const row = this.#sql.findParticipant.get(
      conversation.workspaceId,
      conversation.id,
      externalId,
    );
    if (row === undefined) return undefined;
    const participant = participantFromRow(row as ParticipantRow);
    this.#cache.participants.set(cacheKey, participant);
    return participant;
  }

  contact(channel: Channel, externalId: string): Contact | undefined {
    const added = this.newContacts.get(`${channel.id}/${externalId}`);
    if (added !== undefined) return added;
    const row = this.#sql.findContact.get(channel.workspaceId, channel.id, externalId);
    return row === undefined ? undefined : contactFromRow(row as ContactRow);
  }

  message(channel: Channel, externalId: string, identityScope: number): Message | undefined {
    const key = `${channel.id}/${identityScope}/${externalId}`;
    const seen = this.#messages.get(key);
    if (seen !== undefined) return seen;
    const found = this.#sql.findMessageId.get(
      channel.workspaceId,
      channel.id,
      externalId,
      identityScope,
    ) as { id: number } | undefined;
    if (found === undefined) return undefined;
    const row = this.#sql.findMessage.get(found.id) as MessageRow;
    const attachments =
      row.attachmentCount === 0
        ? []
        : (this.#sql.findAttachments.all(row.workspaceId, row.id) as AttachmentRow[]);
    const message = messageFromRow(row, attachments);
    this.#messages.set(key, message);
    return message;
  }

  addConversation(row: Conversation): void {
    this.newConversations.add(row);
    this.#cache.conversations.set(`${row.channelId}/${row.externalId}`, row);
  }

  addParticipant(row: Participant): void {
    this.newParticipants.push(row);
    this.#cache.participants.set(`${row.conversationId}/${row.externalId}`, row);
  }

  addContact(row: Contact): void {
    this.newContacts.set(`${row.channelId}/${row.externalId}`, row);
  }

  addMessage(row: Message): void {
    const key =
      row.identityScope === null ? null : `${row.channelId}/${row.identityScope}/${row.externalId}`;
    this.newMessages.add(row);
    if (key !== null) this.#messages.set(key, row);
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

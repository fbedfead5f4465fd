import type { Answered } from '../../../domain/accept-command.ts';
import type { Channel, ChannelKey } from '../../../domain/channel.ts';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import { CollectingWorkingSet, externalKey, messageKey } from '../collecting-working-set.ts';
import type { AcceptCache } from './accept-cache.ts';
import type { GroupStatements } from './group-statements.ts';
import { channels } from '../../tables/channels.ts';
import { contacts } from '../../tables/contacts.ts';
import { conversationFromRow } from '../../tables/conversations.ts';
import { messageFromRow } from '../../tables/messages.ts';
import { participants } from '../../tables/participants.ts';
import type { ChannelRow } from '../../tables/channels.ts';
import type { ContactRow } from '../../tables/contacts.ts';
import type { ConversationRow } from '../../tables/conversations.ts';
import type { AttachmentRow, MessageRow } from '../../tables/messages.ts';
import type { ParticipantRow } from '../../tables/participants.ts';

/**
 * A group inside the writer's transaction: looks rows up through the writer's cache, then in the
 * database.
 */
export class SqliteWorkingSet extends CollectingWorkingSet {
  /** Messages of this group by identity: the next copy must meet the first one. */
  readonly #messages = new Map<string, Message>();
  readonly #sql: GroupStatements;
  readonly #cache: AcceptCache;
  readonly #contacts = new Map<string, Contact>();
  #lastId: number;

  constructor(sql: GroupStatements, cache: AcceptCache, lastId: number) {
    super();
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
    const channel = channels.fromRow(row as ChannelRow);
    this.#cache.channels.set(cacheKey, channel);
    return channel;
  }

  conversation(channel: Channel, externalId: string): Conversation | undefined {
    const cacheKey = externalKey(channel.id, externalId);
    const cached = this.#cache.conversations.get(cacheKey);
    if (cached !== undefined) return cached;
    const row = this.#sql.findConversation.get(channel.workspaceId, channel.id, externalId);
    if (row === undefined) return undefined;
    const conversation = conversationFromRow(row as ConversationRow);
    this.#cache.conversations.set(cacheKey, conversation);
    return conversation;
  }

  conversationOfContact(contact: Contact): Conversation | undefined {
    const id = this.#cache.conversationIds.get(contact.id);
    const cached = id === undefined ? undefined : this.#cache.openConversations.get(id);
    if (cached !== undefined) return cached;
    const row = this.#sql.findConversationOfContact.get(contact.workspaceId, contact.id);
    return row === undefined ? undefined : this.#keepOpen(row as ConversationRow);
  }

  conversationById(workspaceId: number, id: number): Conversation | undefined {
    const cached = this.#cache.openConversations.get(id);
    if (cached !== undefined) return cached.workspaceId === workspaceId ? cached : undefined;
    const row = this.#sql.findConversationById.get(id, workspaceId);
    return row === undefined ? undefined : this.#keepOpen(row as ConversationRow);
  }

  /** One object for each conversation, whichever way it was found: a group changes it in place. */
  #keepOpen(row: ConversationRow): Conversation {
    const known = this.#cache.openConversations.get(row.id);
    const conversation = known ?? conversationFromRow(row);
    this.#rememberOpen(conversation);
    return conversation;
  }

  #rememberOpen(conversation: Conversation): void {
    this.#cache.openConversations.set(conversation.id, conversation);
    if (conversation.contactId === null) return;
    this.#cache.conversationIds.set(conversation.contactId, conversation.id);
  }

  participant(conversation: Conversation, externalId: string): Participant | undefined {
    const cacheKey = externalKey(conversation.id, externalId);
    const cached = this.#cache.participants.get(cacheKey);
    if (cached !== undefined) return cached;
    if (this.newConversations.has(conversation)) return undefined;
    const row = this.#sql.findParticipant.get(
      conversation.workspaceId,
      conversation.id,
      externalId,
    );
    if (row === undefined) return undefined;
    const participant = participants.fromRow(row as ParticipantRow);
    this.#cache.participants.set(cacheKey, participant);
    return participant;
  }

  contact(channel: Channel, externalId: string): Contact | undefined {
    const added = this.#contacts.get(externalKey(channel.id, externalId));
    if (added !== undefined) return added;
    const row = this.#sql.findContact.get(channel.workspaceId, channel.id, externalId);
    return row === undefined ? undefined : contacts.fromRow(row as ContactRow);
  }

  contactById(workspaceId: number, id: number): Contact | undefined {
    const cached = this.#cache.contacts.get(id);
    if (cached !== undefined) return cached.workspaceId === workspaceId ? cached : undefined;
    const row = this.#sql.findContactById.get(id, workspaceId);
    if (row === undefined) return undefined;
    const contact = contacts.fromRow(row as ContactRow);
    this.#cache.contacts.set(id, contact);
    return contact;
  }

  answered(workspaceId: number, id: number): Answered | undefined {
    return this.#sql.findAnswered.get(id, workspaceId) as Answered | undefined;
  }

  message(channel: Channel, externalId: string, identityScope: number): Message | undefined {
    const key = messageKey(channel.id, identityScope, externalId);
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
    if (identityScope === 0 && this.#isDeleted(message.conversationId)) {
      this.freedMessages.add(message);
      return undefined;
    }
    this.#messages.set(key, message);
    return message;
  }

  isReply({ workspaceId, id }: Message): boolean {
    return this.#sql.findReply.get(workspaceId, id) !== undefined;
  }

  resentMessage(channel: Channel, externalId: string, scope: number): Message | undefined {
    const { workspaceId, id } = channel;
    const found = this.#sql.findResentId.get(workspaceId, id, externalId, scope);
    if (found === undefined) return undefined;
    const row = this.#sql.findMessage.get((found as { id: number }).id);
    return row === undefined ? undefined : messageFromRow(row as MessageRow, []);
  }

  /** Its rows go step by step after it was deleted. */
  #isDeleted(conversationId: number): boolean {
    return this.#sql.findDeletedConversation.get(conversationId) !== undefined;
  }

  override addConversation(row: Conversation): void {
    super.addConversation(row);
    if (row.channelId === null) this.#rememberOpen(row);
    else this.#cache.conversations.set(externalKey(row.channelId, row.externalId), row);
  }

  override addParticipant(row: Participant): void {
    super.addParticipant(row);
    this.#cache.participants.set(externalKey(row.conversationId, row.externalId), row);
  }

  override addContact(row: Contact): void {
    super.addContact(row);
    if (row.channelId === null || row.externalId === null) return;
    this.#contacts.set(externalKey(row.channelId, row.externalId), row);
  }

  override addMessage(row: Message): void {
    super.addMessage(row);
    if (row.identityScope === null || row.externalId === null) return;
    this.#messages.set(messageKey(row.channelId, row.identityScope, row.externalId), row);
  }
}

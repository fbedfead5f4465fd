import type { Answered } from '../../../domain/accept-command.ts';
import type { Channel, ChannelKey } from '../../../domain/channel.ts';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { Message } from '../../../domain/message.ts';
import type { Participant } from '../../../domain/participant.ts';
import { CollectingWorkingSet, externalKey, messageKey } from '../collecting-working-set.ts';

/** A group whose every row was loaded before (load-group.ts): what is not here does not exist. */
export class PostgresWorkingSet extends CollectingWorkingSet {
  /** Every row is of this one. */
  readonly workspaceId: number;
  readonly #channels = new Map<string, Channel>();
  readonly #conversations = new Map<string, Conversation>();
  readonly #openConversations = new Map<number, Conversation>();
  readonly #conversationsOfContacts = new Map<number, Conversation>();
  readonly #contactsById = new Map<number, Contact>();
  readonly #answered = new Map<number, Answered>();
  readonly #participants = new Map<string, Participant>();
  readonly #contacts = new Map<string, Contact>();
  readonly #messages = new Map<string, Message>();
  readonly #replies = new Set<number>();
  readonly #resent = new Map<string, Message>();
  #ids: readonly number[] = [];
  #taken = 0;
  #xid: string | null = null;

  constructor(workspaceId: number) {
    super();
    this.workspaceId = workspaceId;
  }

  /** The transaction's name; null where the group has no channel to write to. */
  get xid(): string | null {
    return this.#xid;
  }

  /** Ids for the group, in ascending order. */
  giveIds({ xid, ids }: { xid: string; ids: readonly number[] }): void {
    this.#xid = xid;
    this.#ids = ids;
  }

  nextId(): number {
    const id = this.#ids[this.#taken];
    if (id === undefined) throw new Error('The group took more ids than were loaded for it.');
    this.#taken += 1;
    return id;
  }

  channel(workspaceId: number, key: ChannelKey): Channel | undefined {
    return this.#channels.get(`${workspaceId}/${key.appId}/${key.externalId}`);
  }

  conversation(channel: Channel, externalId: string): Conversation | undefined {
    return this.#conversations.get(externalKey(channel.id, externalId));
  }

  conversationOfContact(contact: Contact): Conversation | undefined {
    return this.#conversationsOfContacts.get(contact.id);
  }

  conversationById(workspaceId: number, id: number): Conversation | undefined {
    const found = this.#openConversations.get(id);
    return found?.workspaceId === workspaceId ? found : undefined;
  }

  contactById(workspaceId: number, id: number): Contact | undefined {
    const found = this.#contactsById.get(id);
    return found?.workspaceId === workspaceId ? found : undefined;
  }

  answered(workspaceId: number, id: number): Answered | undefined {
    const found = this.#answered.get(id);
    return found?.workspaceId === workspaceId ? found : undefined;
  }

  participant(conversation: Conversation, externalId: string): Participant | undefined {
    return this.#participants.get(externalKey(conversation.id, externalId));
  }

  contact(channel: Channel, externalId: string): Contact | undefined {
    return this.#contacts.get(externalKey(channel.id, externalId));
  }

  isReply({ id }: Message): boolean {
    return this.#replies.has(id);
  }

  resentMessage(channel: Channel, externalId: string, scope: number): Message | undefined {
    return this.#resent.get(messageKey(channel.id, scope, externalId));
  }

  knowResent(row: Message, externalId: string, scope: number): void {
    this.#resent.set(messageKey(row.channelId, scope, externalId), row);
  }

  message(channel: Channel, externalId: string, scope: number): Message | undefined {
    return this.#messages.get(messageKey(channel.id, scope, externalId));
  }

  knowChannel(row: Channel): void {
    this.#channels.set(`${row.workspaceId}/${row.appId}/${row.externalId}`, row);
  }

  knowConversation(row: Conversation): void {
    if (row.channelId === null) {
      this.#openConversations.set(row.id, row);
      if (row.contactId !== null) this.#conversationsOfContacts.set(row.contactId, row);
    } else {
      this.#conversations.set(externalKey(row.channelId, row.externalId), row);
    }
  }

  knowParticipant(row: Participant): void {
    this.#participants.set(externalKey(row.conversationId, row.externalId), row);
  }

  knowContact(row: Contact): void {
    if (row.channelId === null) this.#contactsById.set(row.id, row);
    if (row.channelId === null || row.externalId === null) return;
    this.#contacts.set(externalKey(row.channelId, row.externalId), row);
  }

  knowAnswered(row: Answered): void {
    this.#answered.set(row.id, row);
  }

  knowMessage(row: Message, isReply = false): void {
    if (isReply) this.#replies.add(row.id);
    if (row.identityScope === null || row.externalId === null) return;
    this.#messages.set(messageKey(row.channelId, row.identityScope, row.externalId), row);
  }

  override addConversation(row: Conversation): void {
    super.addConversation(row);
    this.knowConversation(row);
  }

  override addParticipant(row: Participant): void {
    super.addParticipant(row);
    this.knowParticipant(row);
  }

  override addContact(row: Contact): void {
    super.addContact(row);
    this.knowContact(row);
  }

  override addMessage(row: Message): void {
    super.addMessage(row);
    this.knowMessage(row);
  }
}

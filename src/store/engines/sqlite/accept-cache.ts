import { LRUCache } from 'lru-cache';
import type { Channel } from '../../../domain/channel.ts';
import type { Contact } from '../../../domain/contact.ts';
import type { Conversation } from '../../../domain/conversation.ts';
import type { Participant } from '../../../domain/participant.ts';

/** Enough for the conversations that are active at once; about 1 KiB each. */
const CONVERSATIONS = 10_000;

/**
 * What the single writer knows of the rows that every message needs, so that a message of an
 * active conversation reads nothing from the database. True only while nobody else writes:
 * group-writer.ts empties it when another process has committed, after a rollback, and after any
 * other write that may touch these rows.
 */
export class AcceptCache {
  readonly channels = new LRUCache<string, Channel>({ max: 1_000 });
  readonly conversations = new LRUCache<string, Conversation>({ max: CONVERSATIONS });
  /** Those across channels, by id. */
  readonly openConversations = new LRUCache<number, Conversation>({ max: CONVERSATIONS });
  /** The id of the conversation that a contact has across channels. */
  readonly conversationIds = new LRUCache<number, number>({ max: CONVERSATIONS });
  /** Those that no channel keeps, by id. */
  readonly contacts = new LRUCache<number, Contact>({ max: CONVERSATIONS });
  readonly participants = new LRUCache<string, Participant>({ max: 2 * CONVERSATIONS });

  clear(): void {
    this.channels.clear();
    this.conversations.clear();
    this.openConversations.clear();
    this.conversationIds.clear();
    this.contacts.clear();
    this.participants.clear();
  }
}

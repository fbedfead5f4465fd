import type { Kysely } from 'kysely';
import type { NewEvent } from '../domain/event.ts';
import type { Schema } from './schema.ts';

/** What a read verb gets: a connection that only reads. */
export type Reader = Kysely<Schema>;

/**
 * What a write verb gets: an open transaction, committed when the verb returns and rolled back
 * when it throws. Only an engine makes one, so that a write without a transaction has no type.
 */
export interface WriteTransaction {
  readonly db: Kysely<Schema>;
  /** The next of the ids that all tables share; below 2^53, never given twice. */
  nextId(): Promise<number>;
  /**
   * Appends to the event log. To be called last: on PostgreSQL it takes the workspace's place in
   * the order of commits, and holds it until the transaction ends.
   */
  append(event: NewEvent): Promise<void>;
  /**
   * Waits for the groups under way in the workspace and keeps later ones out until the transaction
   * ends, so that none writes to a channel that goes away here. To be called first.
   */
  lockChannels(workspaceId: number): Promise<void>;
  /** Keeps every other writer away from these conversations until the transaction ends. */
  lockConversations(workspaceId: number, ids: readonly number[]): Promise<void>;
}

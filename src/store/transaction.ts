import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { NewEvent } from '../domain/event.ts';
import type { Given } from './given.ts';
import type { Schema } from './schema.ts';

/** What a read verb gets: a connection that only reads. */
export type Reader = Kysely<Schema>;

/**
 * What a write verb gets: an open transaction, committed when the verb returns and rolled back
 * when it throws. Only an engine makes one, so that a write without a transaction has no type.
 */
export interface WriteTransaction {
  readonly db: Kysely<Schema>;
  readonly given: Given;
  /** The next of the ids that all tables share; below 2^53, never given twice. */
  nextId(): Promise<number>;
  /**
   * Appends to the event log. To be called last: on PostgreSQL it takes the workspace's place in
   * the order of commits, and holds it until the transaction ends.
   */
  append(event: NewEvent): Promise<void>;
  /** The same for several, of whichever workspaces. */
  appendAll(events: readonly NewEvent[]): Promise<void>;
  /**
   * Waits for the groups under way in the workspace and keeps later ones out until the transaction
   * ends, so that none writes to a channel that goes away here. To be called first.
   */
  lockChannels(workspaceId: number): Promise<void>;
  /**
   * Keeps others from adding or changing contacts of the workspace until the transaction ends, so
   * that what was looked for and not found stays so.
   */
  lockContacts(workspaceId: number): Promise<void>;
  /** Keeps every other writer away from these conversations until the transaction ends. */
  lockConversations(workspaceId: number, ids: readonly number[]): Promise<void>;
  /**
   * Keeps the workspace's channels from being deleted until the transaction ends; many may at once.
   * To be called first.
   */
  keepChannels(workspaceId: number): Promise<void>;
  /**
   * Keeps other writers away from the rows that the query finds, until the transaction ends. Waits
   * for those that others hold, and sees them as they then are; or steps over them.
   */
  hold<DB, TB extends keyof DB, O>(
    query: SelectQueryBuilder<DB, TB, O>,
    options?: { stepOverHeld: boolean },
  ): SelectQueryBuilder<DB, TB, O>;
}

/*
 * Advisory locks, which PostgreSQL knows by number only. All are held to the end of a transaction.
 * They queue fairly: row locks do not. Measured: with four lanes holding a channel's row FOR SHARE
 * one after the other, its deletion waited 9 s, with sixteen 7 minutes; on an advisory lock 0.1 s.
 */

/** Workspaces share a few locks, so that a group of many workspaces cannot fill the lock table. */
const BUCKETS = 64;

/** `INLET` in ASCII, to stay clear of other users of the same database. */
const FIRST = 0x494e4c4554 * 10_000;

export const LOCKS = {
  migration: FIRST,
  /** Shared by groups, taken alone by what deletes a channel. The first lock of a transaction. */
  channels: FIRST + 1_000,
  /** Taken alone to append to the event log. The last lock of a transaction. */
  events: FIRST + 2_000,
  /** Taken alone to add or change contacts that no channel keeps. After `channels`. */
  contacts: FIRST + 3_000,
} as const;

/** The locks of these workspaces, in the one order in which everybody takes them. */
export function workspaceLocks(
  kind: 'channels' | 'events' | 'contacts',
  workspaceIds: Iterable<number>,
) {
  const buckets = new Set<number>();
  for (const id of workspaceIds) buckets.add(LOCKS[kind] + (id % BUCKETS));
  return [...buckets].sort((a, b) => a - b);
}

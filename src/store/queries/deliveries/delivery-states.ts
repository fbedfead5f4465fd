import { sql } from 'kysely';
import type { SqlBool } from 'kysely';

/*
 * Conditions over `deliveries` in the very words of its partial indexes: neither database uses one
 * for a condition whose values are parameters.
 */

export const isDue = sql<SqlBool>`deliveries.state = 'due'`;
export const isHeld = sql<SqlBool>`deliveries.state = 'held'`;
export const isLeased = sql<SqlBool>`deliveries.state IN ('claimed', 'calling')`;
/** Has not begun, so that a deadline can end it. */
export const isAhead = sql<SqlBool>`deliveries.state IN ('waiting', 'due', 'held')`;
/** A reply that waits for the one at the front of its line. */
export const isWaiting = sql<SqlBool>`deliveries.kind = 'reply' AND deliveries.state = 'waiting'`;
/** A reply that keeps later ones of its conversation and channel waiting. */
export const isAtFront = sql<SqlBool>`deliveries.kind = 'reply'
  AND deliveries.state IN ('due', 'claimed', 'calling')`;
export const isHeldReply = sql<SqlBool>`deliveries.kind = 'reply' AND deliveries.state = 'held'`;
/** A reply that goes no further by itself. */
export const isStuckReply = sql<SqlBool>`deliveries.kind = 'reply'
  AND deliveries.state IN ('held', 'unknown')`;
/** Nobody asks for it any more after a while; what became of a reply is kept with its message. */
export const isToForget = sql<SqlBool>`deliveries.kind IN ('event', 'removal')
  AND deliveries.state = 'sent'`;
export const isUnknownReply = sql<SqlBool>`deliveries.kind = 'reply'
  AND deliveries.state = 'unknown'`;

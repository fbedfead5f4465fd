import type { EventType } from '../../domain/event.ts';
import { integer, object, optional, word } from '../column.ts';
import { table } from '../table.ts';

export const events = table('events', {
  workspaceId: integer,
  id: integer,
  type: word<EventType>(),
  channelId: optional(integer),
  conversationId: optional(integer),
  messageId: optional(integer),
  payload: object,
  createdAt: integer,
});

/** Of the server: how far the log of each workspace has come; no row where nothing has happened. */
export const logHeads = table('logHeads', {
  workspace: integer,
  /** The newest event. */
  head: integer,
  /** Events up to this one may have gone. */
  oldest: integer,
});

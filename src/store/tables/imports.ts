import { filled, integer, json, oneOf, optional, rowOnly, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

/** One fetching of a past that lies at the provider: a channel's, or one conversation's. */
export const imports = table('imports', {
  workspaceId: integer,
  id: integer,
  channelId: integer,
  /** Null: the conversations of the whole channel. */
  conversationId: optional(integer),
  state: oneOf('pending', 'running', 'done', 'failed'),
  /** Why it failed, or ended early, in words for people. */
  reason: optional(text),
  /** Where the next page begins, in the provider's words. */
  cursor: optional(text),
  /** The cursors that were there already. One that comes again would never end. */
  cursors: json<string[]>(),
  pages: integer,
  /** In a row, the last ones: pages that brought nothing new. */
  idlePages: filled(integer),
  conversations: integer,
  messages: integer,
  /** How much of what came was left out, as it could not be read. */
  skipped: rowOnly(filled(integer)),
  /** The first reasons, in words for people. */
  skippedReasons: rowOnly(filled(json<string[]>())),
  /** Failures in a row, or claims, since a page was last stored: also the fence of a claim. */
  attempts: integer,
  dueAt: optional(integer),
  createdAt: integer,
  updatedAt: integer,
});

export type ImportRow = Row<typeof imports>;

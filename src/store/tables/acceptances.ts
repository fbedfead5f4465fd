import { integer, json, oneOf, optional, text } from '../column.ts';
import { table } from '../table.ts';

export const acceptances = table('acceptances', {
  workspaceId: integer,
  id: integer,
  verdict: oneOf('stored', 'updated', 'duplicate'),
  reason: optional(text),
  conflict: optional(json<string[]>()),
  duplicateOf: optional(integer),
  vendor: text,
  channelId: integer,
  conversationId: integer,
  messageId: integer,
  externalMessageId: optional(text),
  receivedAt: integer,
});

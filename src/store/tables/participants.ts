import { flag, integer, oneOf, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const participants = table('participants', {
  workspaceId: integer,
  id: integer,
  conversationId: integer,
  contactId: optional(integer),
  externalId: text,
  role: oneOf('contact', 'business'),
  name: text,
  isPlaceholder: flag,
  avatarUrl: optional(text),
  createdAt: integer,
});

export type ParticipantRow = Row<typeof participants>;

import { integer, object, oneOf, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const contacts = table('contacts', {
  workspaceId: integer,
  id: integer,
  vendor: text,
  channelId: optional(integer),
  externalId: optional(text),
  name: optional(text),
  avatarUrl: optional(text),
  email: optional(text),
  phone: optional(text),
  attributes: object,
  createdAt: integer,
  updatedAt: integer,
});

export type ContactRow = Row<typeof contacts>;

/** What a contact of a vendor is found by: whole address and number, and the words of both and the name. */
export const contactTerms = table('contactTerms', {
  workspaceId: integer,
  vendor: text,
  kind: oneOf('email', 'phone', 'word'),
  term: text,
  contactId: integer,
});

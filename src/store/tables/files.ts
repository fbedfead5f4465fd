import { filled, flag, integer, oneOf, optional, rowOnly, text } from '../column.ts';
import type { Noun, Row } from '../table.ts';
import { table } from '../table.ts';

/** Stored contents. */
export const files = table('files', {
  workspaceId: integer,
  id: integer,
  /** SHA-256 of the content, hex. */
  hash: text,
  /** In bytes. */
  size: integer,
  /** As its sender says, in lower case and without parameters. */
  mediaType: text,
  /** 128 random bits in hex: whoever knows the name may read the file. */
  name: text,
  /** What people call it. */
  title: optional(text),
  createdAt: integer,
  /** Nothing refers to it any more; content and row go soon. */
  isRemoved: rowOnly(filled(flag)),
});

export type StoredFile = Noun<typeof files>;

/** The addresses that contents are copied from. */
export const links = table('links', {
  workspaceId: integer,
  id: integer,
  /** SHA-256 of the URL, hex: URLs are longer than an index entry may be. */
  urlHash: text,
  url: text,
  use: oneOf('attachment', 'avatar'),
  /** The provider said that the address will stop working. */
  expires: flag,
  state: oneOf('waiting', 'kept', 'refused', 'failed'),
  /** Why there is no copy, in words for the people who read the thread. */
  reason: optional(text),
  fileId: optional(integer),
  /** The message or the seat with which it was first seen. */
  messageId: optional(integer),
  participantId: optional(integer),
  attempts: integer,
  /** When the next attempt begins, or the one under way is taken for lost; null: nothing to do. */
  dueAt: optional(integer),
  createdAt: integer,
  updatedAt: integer,
});

export type Source = Noun<typeof links>;
export type SourceState = Row<typeof links>['state'];

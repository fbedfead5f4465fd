/** Tables of stored contents and of the addresses they were copied from (migration 7). */

export type FileRow = {
  workspaceId: number;
  id: number;
  /** SHA-256 of the content, hex. */
  hash: string;
  /** In bytes. */
  size: number;
  /** As its sender says, in lower case and without parameters. */
  mediaType: string;
  /** 128 random bits in hex: whoever knows the name may read the file. */
  name: string;
  /** What people call it. */
  title: string | null;
  createdAt: number;
  /** 1: nothing refers to it any more; content and row go soon. */
  isRemoved: 0 | 1;
};

export type LinkState = 'waiting' | 'kept' | 'refused' | 'failed';

export type LinkRow = {
  workspaceId: number;
  id: number;
  /** SHA-256 of the URL, hex: URLs are longer than an index entry may be. */
  urlHash: string;
  url: string;
  use: 'attachment' | 'avatar';
  /** The provider said that the address will stop working. */
  expires: 0 | 1;
  state: LinkState;
  /** Why there is no copy, in words for the people who read the thread. */
  reason: string | null;
  fileId: number | null;
  /** The message or the seat with which it was first seen. */
  messageId: number | null;
  participantId: number | null;
  attempts: number;
  /** When the next attempt begins, or the one under way is taken for lost; null: nothing to do. */
  dueAt: number | null;
  createdAt: number;
  updatedAt: number;
};

import type { Status } from './status.ts';

/** `inbound` came from a contact, `outbound` from the business, on whatever way. */
export type Direction = 'inbound' | 'outbound';

/** A file that the provider holds; Inlet keeps what was said of it. Sizes in bytes. */
export type Attachment = {
  externalId: string;
  mimeType: string;
  url: string;
  name: string | null;
  size: number | null;
  previewUrl: string | null;
  linkExpires: boolean;
};

/**
 * How far a message's external id identifies it (within its conversation, within its whole
 * channel, or not at all), and what a second copy does: change the stored one, or leave it.
 */
export type Identity =
  | { scope: 'conversation'; onKnown: 'update' | 'keep' }
  | { scope: 'channel'; onKnown: 'keep' }
  | { scope: 'none' };

export type Message = {
  id: number;
  workspaceId: number;
  channelId: number;
  conversationId: number;
  /** The seat that wrote it. */
  participantId: number;
  externalId: string | null;
  /** The conversation id, 0 for the whole channel, or null for no identity. See Identity. */
  identityScope: number | null;
  direction: Direction;
  /** The vendor's name for what kind of message it is; null where the vendor has one kind. */
  type: string | null;
  /** The message that began the thread it stands in, which may be itself; null without a thread. */
  threadId: number | null;
  text: string;
  status: Status;
  /**
   * When it was written at the provider, milliseconds UTC, at most a minute after it arrived here.
   * Threads are ordered by (writtenAt, id).
   */
  writtenAt: number;
  /** The provider's own time where it is later than that: it is shown, and counts for nothing. */
  saidAt: number | null;
  receivedAt: number;
  updatedAt: number;
  /** After this time (milliseconds UTC) the provider takes no reply. */
  replyBy: number | null;
  link: string | null;
  /** It came with the history that its provider handed in: never unread, no acceptance. */
  isImported: boolean;
  attachments: Attachment[];
  /** What only the vendor's own folder reads, as JSON: the headers of an e-mail, the ends of a call. */
  attributes: Record<string, unknown>;
};

/**
 * What the attributes are for another text: `html`, by which a vendor keeps the same text in another
 * form, would say the old one.
 */
export function attributesForNewText(attributes: Record<string, unknown>): Record<string, unknown> {
  const { html: _html, ...rest } = attributes;
  return rest;
}

export function sameAttachments(a: Attachment[], b: Attachment[]): boolean {
  return a.length === b.length && a.every((one, index) => sameAttachment(one, b[index]));
}

function sameAttachment(a: Attachment, b: Attachment | undefined): boolean {
  return (
    b !== undefined &&
    a.externalId === b.externalId &&
    a.mimeType === b.mimeType &&
    a.url === b.url &&
    a.name === b.name &&
    a.size === b.size &&
    a.previewUrl === b.previewUrl &&
    a.linkExpires === b.linkExpires
  );
}

import type { Direction, Message } from './message.ts';

export type ConversationStatus = 'open' | 'closed';

/** The exchange of messages between the business and its contacts on one channel. */
export type Conversation = {
  id: number;
  workspaceId: number;
  vendor: string;
  /** Null where the vendor keeps one conversation per contact across its channels. */
  channelId: number | null;
  /** Minted outside; the row's own id as text where the vendor's world shows ids of ours. */
  externalId: string;
  contactId: number | null;
  /** The business it is held for, where the vendor has businesses. */
  businessId: number | null;
  status: ConversationStatus;
  /** Where the conversation can be opened at the provider. */
  link: string | null;
  assignedUserId: number | null;
  /** Inbound messages first stored since the conversation was last marked read. */
  unreadCount: number;
  /** No message known when it was last marked read has a greater id; 0 when it never was. */
  readThroughId: number;
  last: LastMessage | null;
  attributes: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
};

/** The message that stands last in the thread: greatest (writtenAt, id). */
export type LastMessage = {
  id: number;
  /** What it counts as. */
  writtenAt: number;
  /** See Message.saidAt; left out where it is the same, or was not asked for. */
  saidAt?: number;
  preview: string;
  direction: Direction;
  /** See Message.type. */
  type: string | null;
};

type Place = 'id' | 'workspaceId' | 'vendor' | 'channelId' | 'externalId' | 'contactId';
type Said = 'businessId' | 'status' | 'link';

/** One in which nothing was written yet. */
export function newConversation(
  known: Pick<Conversation, Place> & Partial<Pick<Conversation, Said>>,
  now: number,
): Conversation {
  return {
    businessId: null,
    status: 'open',
    link: null,
    assignedUserId: null,
    unreadCount: 0,
    readThroughId: 0,
    last: null,
    attributes: {},
    createdAt: now,
    updatedAt: now,
    ...known,
  };
}

/** How a command names its conversation. */
export type ConversationKey =
  /** The channel's of that external id, made when it is missing. */
  | {
      of: 'channel';
      externalId: string;
      /** The business it is held for; one that is there already keeps its own. */
      businessId?: number;
      /** Whom it is with, whoever wrote the message. Read only when the conversation is made. */
      contact?: { externalId: string; name: string | null; avatarUrl: string | null };
    }
  /** The one that the contact has across channels, made when it is missing. */
  | { of: 'contact'; contactId: number }
  /** One across channels that is there; `contactId` where the request says whose it must be. */
  | { of: 'workspace'; id: number; contactId: number | null };

const PREVIEW_LENGTH = 140;
/** What a line of words with one space between them has not. */
const UNEVEN_SPACE = /[^\S ]| {2}/;

/** What a conversation keeps of the message that stands last. */
export function lastMessageOf(
  message: Pick<Message, 'id' | 'writtenAt' | 'text' | 'direction' | 'type'>,
): LastMessage {
  const { id, writtenAt, text, direction, type } = message;
  return { id, writtenAt, preview: previewOf(text), direction, type };
}

/** The first words of a text, on one line, for lists. */
export function previewOf(text: string): string {
  const line = text.length > 4 * PREVIEW_LENGTH ? text.slice(0, 4 * PREVIEW_LENGTH) : text;
  const flat = (UNEVEN_SPACE.test(line) ? line.replace(/\s+/g, ' ') : line).trim();
  return flat.length > PREVIEW_LENGTH
    ? `${flat.slice(0, PREVIEW_LENGTH - 1).toWellFormed()}…`
    : flat;
}

/** Whether `a` stands after `b` in a thread: later written, or arrived later at the same time. */
export function standsAfter(
  a: { writtenAt: number; id: number },
  b: { writtenAt: number; id: number },
): boolean {
  return a.writtenAt > b.writtenAt || (a.writtenAt === b.writtenAt && a.id > b.id);
}

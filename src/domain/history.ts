import type { Channel } from './channel.ts';
import type { Conversation, ConversationStatus } from './conversation.ts';
import type { CallAnswer, CallRequest } from './delivery.ts';
import type { Attachment, Message } from './message.ts';
import type { Participant, ParticipantRole } from './participant.ts';
import type { Status } from './status.ts';
import type { Template } from './template.ts';

/*
 * A channel's past lies at its provider. Inlet asks for it in the background, page by page, and
 * only ever adds: what is stored already stays as it is.
 */

export type ImportedSeat = {
  externalId: string;
  name: string;
  role: ParticipantRole;
  avatarUrl: string | null;
  /** The address of the picture stops working some day. */
  avatarExpires: boolean;
  /** There is a picture, and its address is given on request only. */
  isPicturedOnRequest: boolean;
};

export type ImportedMessage = {
  externalId: string;
  senderExternalId: string;
  text: string;
  status: Status;
  writtenAt: number;
  replyBy: number | null;
  attachments: Attachment[];
};

export type ImportedConversation = {
  externalId: string;
  link: string | null;
  status: ConversationStatus;
  seats: ImportedSeat[];
  messages: ImportedMessage[];
  /** What only the vendor's own folder reads; put beside what is there, and for null taken away. */
  attributes: Record<string, string | null>;
};

/** What the provider gave, or why it gave nothing. */
export type Asked<T> = { kind: 'given'; value: T; skipped: Skipped } | AskFailure;

/** What of an answer could not be read and was left out, with the first reasons in words for people. */
export type Skipped = { count: number; reasons: string[] };

export const NOTHING_SKIPPED: Skipped = { count: 0, reasons: [] };

/** Reasons that are kept; the rest is counted. */
export const MOST_REASONS = 10;

export function alsoSkipped(a: Skipped, b: Skipped): Skipped {
  const reasons = [...a.reasons, ...b.reasons].slice(0, MOST_REASONS);
  return { count: a.count + b.count, reasons };
}

export type AskFailure = {
  kind: 'failed';
  /** In words for people. */
  reason: string;
  /** For programs, where the question never left. */
  code?: string | undefined;
  /** Trying again may help, at this time (milliseconds UTC) where the provider named one. */
  isPassing: boolean;
  retryAt: number | null;
  /** The provider does not take our credentials: somebody has to connect the channel anew. */
  needsAttention: boolean;
};

export type HistoryPage = {
  conversations: ImportedConversation[];
  /** There was nothing in it, also nothing that could not be read. */
  isEmpty: boolean;
  /** Where the next page begins; null: this was the last. */
  nextCursor: string | null;
};

/** How questions reach the provider: never an exception, and no redirect is followed. */
export type Ask = (request: CallRequest) => Promise<CallAnswer>;

/** What a vendor can ask a connector for. Each answers null where nobody can be asked. */
export interface History {
  /** A page of the channel's conversations. */
  channel(channel: Channel, cursor: string | null, ask: Ask): Promise<Asked<HistoryPage> | null>;
  /** One conversation: its seats, and its newest messages, or those before what is stored. */
  conversation(
    channel: Channel,
    conversation: Conversation,
    which: 'newest' | 'older',
    ask: Ask,
  ): Promise<Asked<ImportedConversation> | null>;
  /** Whether the provider has messages before the oldest one known. Asks nobody. */
  hasOlder(conversation: Conversation): boolean;
  /** The attachments of a message under addresses that work. */
  attachments?(
    at: { channel: Channel; conversation: Conversation; message: Message },
    ask: Ask,
  ): Promise<Asked<Attachment[]> | null>;
  /** The forms of message that the channel's provider has approved; null also where it has none. */
  templates?(channel: Channel, ask: Ask): Promise<Asked<Template[]> | null>;
  /** The address of somebody's picture. */
  avatar?(
    at: { channel: Channel; participant: Participant },
    ask: Ask,
  ): Promise<Asked<string | null> | null>;
}

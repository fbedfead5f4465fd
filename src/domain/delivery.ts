import type { Channel, ChannelKey } from './channel.ts';
import type { Conversation } from './conversation.ts';
import type { InletEvent } from './event.ts';
import type { Direction, Message } from './message.ts';
import type { Participant } from './participant.ts';
import type { ReplyState } from './reply-state.ts';
import type { SigningKind, Webhook } from './webhook.ts';

export type DeliveryKind = 'reply' | 'event' | 'removal';

/** How an attempt ended. `refused` and `unknown` end the delivery, but see Outcome. */
export type OutcomeKind = 'sent' | 'retry' | 'refused' | 'unknown';

export type Outcome =
  /** The receiver has it. `identity` is the message's id there, where it gave one. */
  | { kind: 'sent'; identity: SentIdentity | null }
  /** Certainly not sent. `retryAt` (milliseconds UTC) where the receiver named a time. */
  | { kind: 'retry'; reason: string; code?: string | undefined; retryAt: number | null }
  /** Certainly not sent, and trying again would not help. */
  | { kind: 'refused'; reason: string; needsAttention: boolean; stopsReceiver: boolean }
  /**
   * May have been sent. Retried where the payload carries an id by which the receiver knows it
   * again (`canRepeat`), else shown to a person.
   */
  | { kind: 'unknown'; reason: string; canRepeat: boolean; retryAt: number | null }
  /** There is nobody to call yet. No attempt is counted; it goes on when somebody is there. */
  | { kind: 'held'; reason: string };

/** `scope` as in a message's Identity; reports and echoes of the receiver then meet the message. */
export type SentIdentity = { externalId: string; scope: 'conversation' | 'channel' };

/** A message form that the provider has approved, chosen by its id there. */
export type ReplyTemplate = { id: string; language: string | null; parameters: string[] };

/** Everything that a vendor needs to hand one reply over. */
export type OutgoingReply = {
  deliveryId: number;
  /** 1 for the first. */
  attempt: number;
  channel: Channel;
  conversation: Conversation;
  participants: Participant[];
  message: Message;
  authorUserId: number | null;
  template: ReplyTemplate | null;
  /** The message that it answers, where one was named. */
  replyTo: Message | null;
};

/** A webhook as its deliveries see it, with its secrets in clear, the newest first. */
export type Subscription = Webhook & { secrets: { kind: SigningKind; secret: string }[] };

/** What a delivery of an event carries. The nouns are as they stand now; null where they are gone. */
export type OutgoingEvent = {
  deliveryId: number;
  attempt: number;
  event: InletEvent;
  subscription: Subscription;
  channel: Channel | null;
  conversation: Conversation | null;
  participants: Participant[];
  message: Message | null;
  /** How the message stands, where it is a reply. */
  reply: ReplyState | undefined;
};

/** A channel that people removed here, by what its connector knows of it: its rows are gone. */
export type OutgoingRemoval = {
  deliveryId: number;
  attempt: number;
  workspaceId: number;
  channel: ChannelKey;
};

/** An event of the log with what decides who hears of it. */
export type HeardEvent = InletEvent & { vendor: string | null; direction: Direction | null };

/** How a vendor hands things over. What is left out that vendor cannot do. */
export interface Delivering {
  /** Hands one reply to the connector of its channel. */
  reply?(reply: OutgoingReply, courier: Courier): Promise<Outcome>;
  /** Whether one of the vendor's subscriptions is told of an event. Reads nothing. */
  wants?(webhook: Webhook, event: HeardEvent): boolean;
  /** Tells a subscriber of it. */
  event?(event: OutgoingEvent, courier: Courier): Promise<Outcome>;
  /** Tells a connector that its channel was removed here. */
  removal?(removal: OutgoingRemoval, courier: Courier): Promise<Outcome>;
}

/** One HTTP request to a receiver. No redirect is followed. */
export type CallRequest = {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers: Record<string, string>;
  /** A form is sent as multipart/form-data. */
  body: string | Uint8Array | { form: readonly FormPart[] } | null;
};

export type FormPart =
  { name: string; value: string } | { name: string; filename: string; content: Blob };

/** What became of it: never an exception. Header names are in lower case. */
export type CallAnswer =
  | {
      kind: 'answered';
      status: number;
      headers: Record<string, string>;
      /** UTF-8, as far as it came. */
      body: string;
      /** Why the body did not come whole; null where it did. */
      cutShort: string | null;
    }
  /**
   * It never left: no address, no connection, no TLS, or an address that may not be called. `code`
   * says which, for programs.
   */
  | { kind: 'not-sent'; reason: string; code?: string }
  /** It left, or may have, and no complete answer came. */
  | { kind: 'incomplete'; reason: string };

/** How a vendor's steps reach the receiver during one attempt. */
export interface Courier {
  readonly now: number;
  /** For requests that change nothing at the receiver. */
  ask(request: CallRequest): Promise<CallAnswer>;
  /**
   * The one request that hands over. Where it cannot be repeated it is written down, durably, that
   * it is about to leave: a process that dies afterwards never sends it again by itself.
   */
  handOver(request: CallRequest, options: { canRepeat: boolean }): Promise<CallAnswer>;
}

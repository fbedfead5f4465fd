import type { AcceptCommand, AcceptOutcome } from '../domain/accept-command.ts';
import type { AuditDraft } from '../domain/audit-entry.ts';
import type { AuditedVerb } from './verb-properties.ts';
import type { readVerbs, writeVerbs } from './verbs.ts';

/* What the verbs take and give, for those who call them through the port. */
export type { App, AppChange, NewApp } from './queries/apps/apps.ts';
export type { AppSecret, NewAppSecret } from './queries/apps/app-secrets.ts';
export type { Box } from './queries/server/boxes.ts';
export type { NewBusiness } from './queries/channels/businesses.ts';
export type { Installation } from './queries/apps/installations.ts';
export type {
  ConversationMarks,
  NewConversationOutcome,
} from './queries/conversations/contact-conversations.ts';
export type { ContactSearch } from './queries/contacts/contact-search.ts';
export type { ContactDraft, ContactOutcome, UniqueBy } from './queries/contacts/own-contacts.ts';
export type {
  ConversationSearch,
  FoundConversation,
} from './queries/conversations/conversation-search.ts';
export type { NewChannel } from './queries/channels/channels.ts';
export type {
  ConversationChange,
  ConversationOutcome,
} from './queries/conversations/conversation-state.ts';
export type { LogPage } from './queries/events/events.ts';
export type { Invitation } from './queries/people/invitations.ts';
export type { Grant, IssuedCode, IssuedRefreshToken, NewGrant } from './queries/tokens/grants.ts';
export type { NewFile, StoredFile } from './queries/files/files.ts';
export type { Copy, Source, SourceOutcome, Wanted } from './queries/files/sources.ts';
export type { MemberOutcome } from './queries/people/memberships.ts';
export type {
  InviteOutcome,
  NewLink,
  OneTimeLink,
  WelcomeOutcome,
} from './queries/people/one-time-links.ts';
export type { ChangedMessage, MessageChange } from './queries/messages/message-changes.ts';
export type {
  ItemPage,
  TypedMessage,
  TypedMessages,
  TypedPage,
} from './queries/messages/message-lists.ts';
export type { ParticipantUpdate } from './queries/conversations/participants.ts';
export type { Import, ImportProgress, StartImport } from './queries/imports/imports.ts';
export type { ImportCount } from './queries/imports/conversation-import.ts';
export type { MessagePage } from './queries/messages/messages.ts';
export type { Redeemed } from './queries/tokens/redemption.ts';
export type { AttemptLimit } from './queries/people/login-attempts.ts';
export type { Claim, ClaimKey, DueReceiver } from './queries/outbox/outbox-claims.ts';
export type { Settled } from './queries/outbox/settled.ts';
export type { Released } from './queries/deliveries/held-deliveries.ts';
export type { NewWebhook, SoleOutcome, WebhookChange } from './queries/events/webhooks.ts';
export type { ConfirmOutcome } from './queries/deliveries/confirm-delivery.ts';
export type { CallOffOutcome, EditOutcome, ReplyEdit } from './queries/replies/open-replies.ts';
export type { RetryOutcome } from './queries/deliveries/retry-delivery.ts';
export type { DismissOutcome, ResendOutcome } from './queries/deliveries/dead-letters.ts';
export type { Attempt, Delivery, DeliveryFilter } from './queries/deliveries/deliveries.ts';
export type { NewRejection, Rejection } from './queries/acceptances/rejections.ts';
export type { NewProvider, Provider } from './queries/apps/providers.ts';
export type { FoundSession, Session } from './queries/people/sessions.ts';
export type { Credential, NewToken, Token } from './queries/tokens/tokens.ts';
export type { Account, Member, Membership, Role, User } from './queries/people/users.ts';
export type { Workspace } from './queries/workspaces/workspaces.ts';

/** A verb as its callers see it: the engine supplies the connection or the transaction. */
export type Calls<Verbs> = {
  [Name in keyof Verbs]: Verbs[Name] extends (context: never, input: infer Input) => infer Output
    ? (input: Input) => Output
    : never;
};

/**
 * Write verbs as their callers see them. Those that can be audited take entries along, which are
 * written in the verb's own transaction, and not at all where it changed nothing.
 */
export type WriteCalls = {
  [Name in keyof Calls<typeof writeVerbs>]: Name extends AuditedVerb
    ? (
        ...call: [...Parameters<Calls<typeof writeVerbs>[Name]>, drafts?: readonly AuditDraft[]]
      ) => ReturnType<Calls<typeof writeVerbs>[Name]>
    : Calls<typeof writeVerbs>[Name];
};

/**
 * The port to the one durable store. Everything that the core needs is here in its own words; no
 * file outside store/ knows a table, and none asks which database it is.
 */
export interface Store {
  /**
   * Writes a group of accept commands as one transaction and resolves, in the order of the
   * commands, once that is on disk. Rejects with nothing of the group stored, but see
   * StoreUnavailable.
   */
  accept(group: readonly AcceptCommand[]): Promise<AcceptOutcome[]>;
  /** Queries, away from the event loop and never waiting for a writer. */
  readonly read: Calls<typeof readVerbs>;
  /** One transaction each. */
  readonly write: WriteCalls;
  /** How many groups may usefully be under way at once, of conversations that differ. */
  readonly lanes: number;
  /** How many groups of the same conversations may be handed over before the first is answered. */
  readonly laneDepth: number;
  /**
   * Tells in which workspaces events were appended: by this store, once they are on disk, and by
   * others of the same database as far as it hears of that. Not all: who must miss nothing looks too.
   */
  onAppended(tell: (workspaceIds: readonly number[]) => void): void;
  /** Resolves with the reason when the store can no longer be trusted to keep what it is given. */
  readonly failed: Promise<Error>;
  /** Why nothing can be stored at the moment, as far as is known; null while something can. */
  readonly whyUnable: () => string | null;
  /** How far the ids have come that all tables share: never back, whatever is deleted. */
  lastId(): Promise<number>;
  /** Waits for what is being written, checkpoints and closes; what is being read is given up. */
  close(): Promise<void>;
}

/**
 * The store could not be reached or is out of room: trying again may help. Nothing was stored, but
 * see StoreUndecided.
 */
export class StoreUnavailable extends Error {}

/** The database went away at the very COMMIT and stayed away. */
export class StoreUndecided extends StoreUnavailable {
  constructor(message: string, options?: ErrorOptions) {
    super(`${message} (it may have stored this or not)`, options);
  }
}

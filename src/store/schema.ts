import type { ColumnType } from 'kysely';
import type { ConversationStatus } from '../domain/conversation.ts';
import type { EventType } from '../domain/event.ts';
import type { Direction } from '../domain/message.ts';
import type { ParticipantRole } from '../domain/participant.ts';
import type { Status } from '../domain/status.ts';
import type { Verdict } from '../domain/acceptance.ts';
import type * as access from './tables/access.ts';
import type { BusinessRow, TokenWorkspaceRow } from './tables/business.ts';
import type { SigningKeyRow } from './tables/signing-key.ts';
import type {
  AttemptRow,
  ChannelAttentionRow,
  DeliveryRow,
  FormerIdentityRow,
} from './tables/delivery.ts';
import type { ReceiverPauseRow } from './tables/receiver-pause.ts';
import type { ReplyRow } from './tables/reply.ts';
import type { WebhookRow, WebhookSecretRow } from './tables/webhook.ts';
import type { ScheduledReplyRow } from './tables/scheduled-reply.ts';
import type * as audit from './tables/audit.ts';
import type * as session from './tables/session.ts';
import type { ContactTermRow } from './tables/contact-term.ts';
import type { FileRow, LinkRow } from './tables/files.ts';
import type { ChannelTemplatesRow, ImportRow } from './tables/imports.ts';

/**
 * The tables as queries see them, on both databases: camelCase here, snake_case in SQL; times are
 * integer milliseconds UTC, booleans 0 or 1, JSON is text.
 */
export type Schema = {
  workspaces: { id: number; name: string; settings: string; createdAt: number };
  workspaceAliases: { workspaceId: number; vendor: string; externalId: string };
  users: {
    id: number;
    email: string;
    name: string;
    passwordHash: string | null;
    passwordChangedAt: number | null;
    createdAt: number;
  };
  memberships: {
    workspaceId: number;
    userId: number;
    role: 'admin' | 'agent' | 'viewer';
    createdAt: number;
    disabledAt: number | null;
    /** What the person is called here; null: as on the server. */
    name: ColumnType<string | null, string | null | undefined>;
    /** Sessions up to this id do not reach the workspace. */
    sessionsAfter: ColumnType<number, number | undefined>;
  };
  apps: access.AppRow;
  appSecrets: access.AppSecretRow;
  providers: access.ProviderRow;
  installations: {
    workspaceId: number;
    id: number;
    appId: number;
    userId: number;
    createdAt: number;
  };
  grants: access.GrantRow;
  grantWorkspaces: access.GrantWorkspaceRow;
  authorizationCodes: access.AuthorizationCodeRow;
  refreshTokens: access.RefreshTokenRow;
  tokens: TokenRow;
  channels: ChannelRow;
  contacts: ContactRow;
  contactTerms: ContactTermRow;
  conversations: ConversationRow;
  participants: ParticipantRow;
  messages: MessageRow;
  /** The accept path leaves `linkId` null: attachments/ gives the address its link. */
  attachments: AttachmentRow & { linkId: ColumnType<number | null, number | null | undefined> };
  files: FileRow;
  links: LinkRow;
  channelTemplates: ChannelTemplatesRow;
  imports: ImportRow;
  acceptances: AcceptanceRow;
  events: EventRow;
  rejections: RejectionRow;
  replies: ReplyRow;
  scheduledReplies: ScheduledReplyRow;
  receiverPauses: ReceiverPauseRow;
  deliveries: DeliveryRow;
  attempts: AttemptRow;
  webhooks: WebhookRow;
  webhookSecrets: WebhookSecretRow;
  channelAttention: ChannelAttentionRow;
  formerIdentities: FormerIdentityRow;
  faults: { workspaceId: number; vendor: string; answer: string; remaining: number };
  businesses: BusinessRow;
  tokenWorkspaces: TokenWorkspaceRow;
  signingKeys: SigningKeyRow;
  facts: { name: string; value: string };
  oneTimeLinks: session.OneTimeLinkRow;
  sessions: session.SessionRow;
  loginAttempts: session.LoginAttemptRow;
  auditHeads: audit.AuditHeadRow;
  auditEntries: audit.AuditEntryRow;
};

export type TokenRow = {
  workspaceId: number;
  id: number;
  vendor: string | null;
  kind: string;
  /** SHA-256 of the whole token, hex. */
  hash: string;
  lastFour: string;
  label: string;
  userId: number | null;
  appId: number | null;
  scopes: string;
  createdAt: number;
  expiresAt: number | null;
  /** Not taken since then, until it is enabled again. */
  disabledAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
  /** What an app's token came from; null for one made for a person or by an operator. */
  grantId: number | null;
  /** The only part of this server that takes the token; null: all of the API that it is for. */
  audience: string | null;
  /** JSON list of addresses and ranges from which it is taken; null: from anywhere. */
  allowedAddresses: string | null;
  /** The most that the token may do, whatever its user's role; null: what its user may. */
  roleLimit: 'admin' | 'agent' | 'viewer' | null;
  /** The login that it was made in; null: by a command, or by a token of none. */
  sessionId: number | null;
};

export type ChannelRow = {
  workspaceId: number;
  id: number;
  vendor: string;
  appId: number;
  externalId: string;
  name: string;
  avatarUrl: string | null;
  attributes: string;
  userId: number | null;
  isReadonly: 0 | 1;
  businessIds: string | null;
  createdAt: number;
  deletedAt: number | null;
};

export type ContactRow = {
  workspaceId: number;
  id: number;
  vendor: string;
  channelId: number | null;
  externalId: string | null;
  name: string | null;
  avatarUrl: string | null;
  email: string | null;
  phone: string | null;
  attributes: string;
  createdAt: number;
  updatedAt: number;
};

export type ConversationRow = {
  workspaceId: number;
  id: number;
  vendor: string;
  channelId: number | null;
  externalId: string;
  contactId: number | null;
  businessId: number | null;
  status: ConversationStatus;
  link: string | null;
  assignedUserId: number | null;
  unreadCount: number;
  readThroughId: number;
  lastMessageId: number | null;
  /** When the last message was written; when the conversation was made, where it has none. */
  activeAt: number;
  lastMessagePreview: string | null;
  lastMessageDirection: Direction | null;
  lastMessageType: string | null;
  attributes: string;
  createdAt: number;
  updatedAt: number;
  deletedAt: number | null;
};

export type ParticipantRow = {
  workspaceId: number;
  id: number;
  conversationId: number;
  contactId: number | null;
  externalId: string;
  role: ParticipantRole;
  name: string;
  isPlaceholder: 0 | 1;
  avatarUrl: string | null;
  createdAt: number;
};

export type MessageRow = {
  workspaceId: number;
  id: number;
  channelId: number;
  conversationId: number;
  participantId: number;
  externalId: string | null;
  identityScope: number | null;
  direction: Direction;
  type: string | null;
  threadId: number | null;
  text: string;
  status: Status;
  writtenAt: number;
  saidAt: number | null;
  receivedAt: number;
  updatedAt: number;
  replyBy: number | null;
  link: string | null;
  isImported: 0 | 1;
  attachmentCount: number;
  attributes: string;
};

export type AttachmentRow = {
  workspaceId: number;
  messageId: number;
  position: number;
  externalId: string;
  mimeType: string;
  url: string;
  name: string | null;
  size: number | null;
  previewUrl: string | null;
  linkExpires: 0 | 1;
};

export type AcceptanceRow = {
  workspaceId: number;
  id: number;
  verdict: Verdict;
  reason: string | null;
  conflict: string | null;
  duplicateOf: number | null;
  vendor: string;
  channelId: number;
  conversationId: number;
  messageId: number;
  externalMessageId: string | null;
  receivedAt: number;
};

export type EventRow = {
  workspaceId: number;
  id: number;
  type: EventType;
  channelId: number | null;
  conversationId: number | null;
  messageId: number | null;
  payload: string;
  createdAt: number;
};

export type RejectionRow = {
  /** 0 where no credential said whose request it was. */
  workspaceId: number;
  id: number;
  vendor: string;
  method: string;
  path: string;
  status: number;
  code: string;
  reason: string;
  body: string | null;
  createdAt: number;
};

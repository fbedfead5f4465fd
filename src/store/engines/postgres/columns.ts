import type {
  AcceptanceRow,
  AttachmentRow,
  ChannelRow,
  ContactRow,
  ConversationRow,
  EventRow,
  MessageRow,
  ParticipantRow,
} from '../../schema.ts';
import type { Columns } from './many.ts';

/* The columns of the tables that the accept path reads and writes. */

export const channelColumns: Columns<ChannelRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  vendor: 'text',
  appId: 'bigint',
  externalId: 'text',
  name: 'text',
  avatarUrl: 'text',
  attributes: 'text',
  userId: 'bigint',
  isReadonly: 'bigint',
  businessIds: 'text',
  createdAt: 'bigint',
  deletedAt: 'bigint',
};

export const contactColumns: Columns<ContactRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  vendor: 'text',
  channelId: 'bigint',
  externalId: 'text',
  name: 'text',
  avatarUrl: 'text',
  email: 'text',
  phone: 'text',
  attributes: 'text',
  createdAt: 'bigint',
  updatedAt: 'bigint',
};

export const conversationColumns: Columns<ConversationRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  vendor: 'text',
  channelId: 'bigint',
  externalId: 'text',
  contactId: 'bigint',
  businessId: 'bigint',
  status: 'text',
  link: 'text',
  assignedUserId: 'bigint',
  unreadCount: 'bigint',
  readThroughId: 'bigint',
  lastMessageId: 'bigint',
  activeAt: 'bigint',
  lastMessagePreview: 'text',
  lastMessageDirection: 'text',
  lastMessageType: 'text',
  attributes: 'text',
  createdAt: 'bigint',
  updatedAt: 'bigint',
  deletedAt: 'bigint',
};

/** What accepting changes in a conversation that is there. */
export const conversationChanges: Columns<ConversationChanges> = {
  workspaceId: 'bigint',
  id: 'bigint',
  contactId: 'bigint',
  link: 'text',
  unreadCount: 'bigint',
  lastMessageId: 'bigint',
  activeAt: 'bigint',
  lastMessagePreview: 'text',
  lastMessageDirection: 'text',
  lastMessageType: 'text',
  updatedAt: 'bigint',
};

export const participantColumns: Columns<ParticipantRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  conversationId: 'bigint',
  contactId: 'bigint',
  externalId: 'text',
  role: 'text',
  name: 'text',
  isPlaceholder: 'bigint',
  avatarUrl: 'text',
  createdAt: 'bigint',
};

export const messageColumns: Columns<MessageRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  channelId: 'bigint',
  conversationId: 'bigint',
  participantId: 'bigint',
  externalId: 'text',
  identityScope: 'bigint',
  direction: 'text',
  type: 'text',
  threadId: 'bigint',
  text: 'text',
  status: 'text',
  writtenAt: 'bigint',
  saidAt: 'bigint',
  receivedAt: 'bigint',
  updatedAt: 'bigint',
  replyBy: 'bigint',
  link: 'text',
  isImported: 'bigint',
  attachmentCount: 'bigint',
  attributes: 'text',
};

/** What a later copy can change in a message. */
export const messageChanges: Columns<MessageChanges> = {
  workspaceId: 'bigint',
  id: 'bigint',
  participantId: 'bigint',
  direction: 'text',
  text: 'text',
  status: 'text',
  writtenAt: 'bigint',
  saidAt: 'bigint',
  updatedAt: 'bigint',
  replyBy: 'bigint',
  link: 'text',
  attachmentCount: 'bigint',
};

export const attachmentColumns: Columns<AttachmentRow> = {
  workspaceId: 'bigint',
  messageId: 'bigint',
  position: 'bigint',
  externalId: 'text',
  mimeType: 'text',
  url: 'text',
  name: 'text',
  size: 'double precision',
  previewUrl: 'text',
  linkExpires: 'bigint',
};

export const acceptanceColumns: Columns<AcceptanceRow> = {
  workspaceId: 'bigint',
  id: 'bigint',
  verdict: 'text',
  reason: 'text',
  conflict: 'text',
  duplicateOf: 'bigint',
  vendor: 'text',
  channelId: 'bigint',
  conversationId: 'bigint',
  messageId: 'bigint',
  externalMessageId: 'text',
  receivedAt: 'bigint',
};

/** Without the id, which is taken when the row is inserted. */
export const eventColumns: Columns<Omit<EventRow, 'id'>> = {
  workspaceId: 'bigint',
  type: 'text',
  channelId: 'bigint',
  conversationId: 'bigint',
  messageId: 'bigint',
  payload: 'text',
  createdAt: 'bigint',
};

export type ConversationChanges = Pick<
  ConversationRow,
  | 'workspaceId'
  | 'id'
  | 'contactId'
  | 'link'
  | 'unreadCount'
  | 'lastMessageId'
  | 'activeAt'
  | 'lastMessagePreview'
  | 'lastMessageDirection'
  | 'lastMessageType'
  | 'updatedAt'
>;

export type MessageChanges = Pick<
  MessageRow,
  | 'workspaceId'
  | 'id'
  | 'participantId'
  | 'direction'
  | 'text'
  | 'status'
  | 'writtenAt'
  | 'saidAt'
  | 'updatedAt'
  | 'replyBy'
  | 'link'
  | 'attachmentCount'
>;

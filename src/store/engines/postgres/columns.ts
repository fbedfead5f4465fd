import type { Columns } from './many.ts';

/* The columns of the tables that the accept path reads and writes. */

export const channelColumns: Columns = {
  workspaceId: 'bigint',
  id: 'bigint',
  vendor: 'text',
  appId: 'bigint',
  externalId: 'text',
  name: 'text',
  avatarUrl: 'text',
  attributes: 'text',
  userId: 'bigint',
  createdAt: 'bigint',
  deletedAt: 'bigint',
};

export const contactColumns: Columns = {
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

export const conversationColumns: Columns = {
  workspaceId: 'bigint',
  id: 'bigint',
  vendor: 'text',
  channelId: 'bigint',
  externalId: 'text',
  contactId: 'bigint',
  status: 'text',
  link: 'text',
  assignedUserId: 'bigint',
  unreadCount: 'bigint',
  readThroughId: 'bigint',
  lastMessageId: 'bigint',
  activeAt: 'bigint',
  lastMessagePreview: 'text',
  lastMessageDirection: 'text',
  attributes: 'text',
  createdAt: 'bigint',
  updatedAt: 'bigint',
  deletedAt: 'bigint',
};

export const conversationChanges: Columns = {
  workspaceId: 'bigint',
  id: 'bigint',
  contactId: 'bigint',
  link: 'text',
  unreadCount: 'bigint',
  lastMessageId: 'bigint',
  activeAt: 'bigint',
  lastMessagePreview: 'text',
  lastMessageDirection: 'text',
  updatedAt: 'bigint',
};

export const participantColumns: Columns = {
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

export const messageColumns: Columns = {
  workspaceId: 'bigint',
  id: 'bigint',
  channelId: 'bigint',
  conversationId: 'bigint',
  participantId: 'bigint',
  externalId: 'text',
  identityScope: 'bigint',
  direction: 'text',
  text: 'text',
  status: 'text',
  writtenAt: 'bigint',
  receivedAt: 'bigint',
  updatedAt: 'bigint',
  replyBy: 'bigint',
  link: 'text',
  attachmentCount: 'bigint',
  attributes: 'text',
};

export const messageChanges: Columns = {
  workspaceId: 'bigint',
  id: 'bigint',
  participantId: 'bigint',
  direction: 'text',
  text: 'text',
  status: 'text',
  writtenAt: 'bigint',
  updatedAt: 'bigint',
  replyBy: 'bigint',
  link: 'text',
  attachmentCount: 'bigint',
};

export const attachmentColumns: Columns = {
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

export const acceptanceColumns: Columns = {
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

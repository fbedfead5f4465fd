import type { Message } from '../../domain/message.ts';
import { STATUSES } from '../../domain/status.ts';
import { filled, flag, integer, object, oneOf, optional, real, rowOnly, text } from '../column.ts';
import type { Row, ValuesOf } from '../table.ts';
import { pick, table } from '../table.ts';

export const messages = table('messages', {
  workspaceId: integer,
  id: integer,
  channelId: integer,
  conversationId: integer,
  participantId: integer,
  externalId: optional(text),
  identityScope: optional(integer),
  direction: oneOf('inbound', 'outbound'),
  type: optional(text),
  threadId: optional(integer),
  text,
  status: oneOf(...STATUSES),
  writtenAt: integer,
  saidAt: optional(integer),
  receivedAt: integer,
  updatedAt: integer,
  replyBy: optional(integer),
  link: optional(text),
  isImported: filled(flag),
  attachmentCount: rowOnly(integer),
  attributes: object,
});

export type MessageRow = Row<typeof messages>;

/** What a later copy can change in a message. */
export const messageChanges = pick(
  messages,
  ...(['workspaceId', 'id', 'participantId', 'direction', 'text', 'status'] as const),
  ...(['writtenAt', 'saidAt', 'updatedAt', 'replyBy', 'link', 'attachmentCount'] as const),
);

export const attachments = table('attachments', {
  workspaceId: rowOnly(integer),
  messageId: rowOnly(integer),
  position: rowOnly(integer),
  externalId: text,
  mimeType: text,
  url: text,
  name: optional(text),
  size: optional(real),
  previewUrl: optional(text),
  linkExpires: flag,
  /** Null until attachments/ gives the address its link. */
  linkId: rowOnly(optional(integer)),
});

export type AttachmentRow = Row<typeof attachments>;

export function messageFromRow(row: MessageRow, attached: readonly AttachmentRow[]): Message {
  return { ...messages.fromRow(row), attachments: attached.map(attachments.fromRow) };
}

export function messageValues(message: Message): ValuesOf<typeof messages.columns> {
  return { ...message, attachmentCount: message.attachments.length };
}

export function messageToRow(message: Message): MessageRow {
  return messages.toRow(messageValues(message));
}

type Attached = Pick<Message, 'workspaceId' | 'id' | 'attachments'>;

export function attachmentValues(message: Attached): ValuesOf<typeof attachments.columns>[] {
  const { workspaceId, id: messageId } = message;
  return message.attachments.map((attachment, position) => {
    return { workspaceId, messageId, position, ...attachment, linkId: null };
  });
}

export function attachmentsToRows(message: Attached): AttachmentRow[] {
  return attachmentValues(message).map(attachments.toRow);
}

import type { Acceptance } from '../domain/acceptance.ts';
import type { Channel } from '../domain/channel.ts';
import type { Contact } from '../domain/contact.ts';
import type { Conversation, LastMessage } from '../domain/conversation.ts';
import type { InletEvent } from '../domain/event.ts';
import type { Attachment, Message } from '../domain/message.ts';
import type { Participant } from '../domain/participant.ts';
import type {
  AcceptanceRow,
  AttachmentRow,
  ChannelRow,
  ContactRow,
  ConversationRow,
  EventRow,
  MessageRow,
  ParticipantRow,
} from './schema.ts';

/*
 * Rows to domain values and back: the one place that knows how a table holds a noun. An empty
 * object is the usual content of a JSON column, so it is neither parsed nor stringified.
 */

export function toJson(value: Record<string, unknown>): string {
  for (const _ in value) return JSON.stringify(value);
  return '{}';
}

export function fromJson(text: string): Record<string, unknown> {
  return text === '{}' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

export function channelFromRow(row: ChannelRow): Channel {
  const { attributes, isReadonly, businessIds, deletedAt: _, ...rest } = row;
  return {
    ...rest,
    attributes: fromJson(attributes),
    isReadonly: isReadonly === 1,
    businessIds: businessIds === null ? null : (JSON.parse(businessIds) as number[]),
  };
}

export function channelToRow(channel: Channel): ChannelRow {
  const { attributes, isReadonly, businessIds, ...rest } = channel;
  return {
    ...rest,
    attributes: toJson(attributes),
    isReadonly: isReadonly ? 1 : 0,
    businessIds: businessIds === null ? null : JSON.stringify(businessIds),
    deletedAt: null,
  };
}

export function contactFromRow(row: ContactRow): Contact {
  const { attributes, ...rest } = row;
  return { ...rest, attributes: fromJson(attributes) };
}

export function contactToRow(contact: Contact): ContactRow {
  return { ...contact, attributes: toJson(contact.attributes) };
}

export function conversationFromRow(row: ConversationRow): Conversation {
  const {
    lastMessageId,
    activeAt,
    lastMessagePreview,
    lastMessageDirection,
    lastMessageType,
    attributes,
    deletedAt: _,
    ...rest
  } = row;
  return {
    ...rest,
    last:
      lastMessageId === null
        ? null
        : {
            id: lastMessageId,
            writtenAt: activeAt,
            preview: lastMessagePreview ?? '',
            direction: lastMessageDirection ?? 'inbound',
            type: lastMessageType,
          },
    attributes: fromJson(attributes),
  };
}

export function conversationToRow(conversation: Conversation): ConversationRow {
  const { last, attributes, ...rest } = conversation;
  return {
    ...rest,
    ...(last === null ? noLastMessage(conversation) : lastMessageToRow(last)),
    attributes: toJson(attributes),
    deletedAt: null,
  };
}

/** The columns of a conversation that say what stands last in it. */
export function lastMessageToRow(last: LastMessage) {
  return {
    lastMessageId: last.id,
    activeAt: last.writtenAt,
    lastMessagePreview: last.preview,
    lastMessageDirection: last.direction,
    lastMessageType: last.type,
  };
}

function noLastMessage({ createdAt }: Conversation) {
  return {
    lastMessageId: null,
    activeAt: createdAt,
    lastMessagePreview: null,
    lastMessageDirection: null,
    lastMessageType: null,
  };
}

export function participantFromRow(row: ParticipantRow): Participant {
  return { ...row, isPlaceholder: row.isPlaceholder === 1 };
}

export function participantToRow(participant: Participant): ParticipantRow {
  return { ...participant, isPlaceholder: participant.isPlaceholder ? 1 : 0 };
}

export function messageFromRow(row: MessageRow, attachments: AttachmentRow[]): Message {
  const { attachmentCount: _, isImported, attributes, ...rest } = row;
  return {
    ...rest,
    isImported: isImported === 1,
    attachments: attachments.map(attachmentFromRow),
    attributes: fromJson(attributes),
  };
}

export function messageToRow(message: Message): MessageRow {
  const { attachments, isImported, attributes, ...rest } = message;
  return {
    ...rest,
    isImported: isImported ? 1 : 0,
    attachmentCount: attachments.length,
    attributes: toJson(attributes),
  };
}

function attachmentFromRow(row: AttachmentRow): Attachment {
  return {
    externalId: row.externalId,
    mimeType: row.mimeType,
    url: row.url,
    name: row.name,
    size: row.size,
    previewUrl: row.previewUrl,
    linkExpires: row.linkExpires === 1,
  };
}

export function attachmentsToRows(
  message: Pick<Message, 'workspaceId' | 'id' | 'attachments'>,
): AttachmentRow[] {
  return message.attachments.map((attachment, position) => ({
    workspaceId: message.workspaceId,
    messageId: message.id,
    position,
    ...attachment,
    linkExpires: attachment.linkExpires ? 1 : 0,
  }));
}

export function acceptanceFromRow(row: AcceptanceRow): Acceptance {
  const { conflict, ...rest } = row;
  return { ...rest, conflict: conflict === null ? null : (JSON.parse(conflict) as string[]) };
}

export function acceptanceToRow(acceptance: Acceptance): AcceptanceRow {
  const { conflict, ...rest } = acceptance;
  return { ...rest, conflict: conflict === null ? null : JSON.stringify(conflict) };
}

export function eventFromRow(row: EventRow): InletEvent {
  return { ...row, payload: fromJson(row.payload) };
}

import type { AcceptCommand } from './accept-command.ts';
import type { Conversation } from './conversation.ts';
import type { Attachment, Message } from './message.ts';
import type { Participant } from './participant.ts';
import { advanceStatus } from './status.ts';
import { shownTimeOf, writtenAtOf } from './written-at.ts';

/**
 * Lets a later copy of a known message change it in place, and returns the names of the fields
 * that changed: none means that the copy said nothing new. A field that the copy does not carry
 * stays, and so does the text where all that it says is another status; the status only moves
 * forward.
 */
export function mergeMessage(
  message: Message,
  command: AcceptCommand,
  sender: Participant,
): string[] {
  const { message: said } = command;
  const fields: string[] = [];
  const keepsText = said.text === '' && saysStatusAlone(message, said, sender);
  const status = advanceStatus(message.status, said.status);
  if (status !== message.status) {
    message.status = status;
    fields.push('status');
  }
  if (said.text !== message.text && !keepsText) {
    message.text = said.text;
    fields.push('text');
  }
  if (said.attachments !== undefined && !sameAttachments(said.attachments, message.attachments)) {
    message.attachments = said.attachments;
    fields.push('attachments');
  }
  if (sender.id !== message.participantId) {
    message.participantId = sender.id;
    message.direction = sender.role === 'business' ? 'outbound' : 'inbound';
    fields.push('sender');
  }
  if (said.writtenAt !== shownTimeOf(message)) {
    // By when it first arrived, so that saying the same again moves nothing.
    Object.assign(message, writtenAtOf(said.writtenAt, message.receivedAt));
    fields.push('writtenAt');
  }
  if (said.replyBy !== undefined && said.replyBy !== message.replyBy) {
    message.replyBy = said.replyBy;
    fields.push('replyBy');
  }
  if (said.link !== undefined && said.link !== message.link) {
    message.link = said.link;
    fields.push('link');
  }
  if (fields.length > 0) message.updatedAt = command.receivedAt;
  return fields;
}

/** Whether a copy differs in its status, and in nothing else that it carries but the text. */
function saysStatusAlone(
  message: Message,
  said: AcceptCommand['message'],
  sender: Participant,
): boolean {
  const {
    attachments = message.attachments,
    replyBy = message.replyBy,
    link = message.link,
  } = said;
  return (
    said.status !== message.status &&
    said.writtenAt === message.writtenAt &&
    sender.id === message.participantId &&
    replyBy === message.replyBy &&
    link === message.link &&
    sameAttachments(attachments, message.attachments)
  );
}

/** The fields in which a copy differs from the stored message, where the first one wins. */
export function differingFields(
  message: Message,
  command: AcceptCommand,
  conversation: Conversation | undefined,
): string[] {
  const { message: said, sender } = command;
  const fields: string[] = [];
  if (said.text !== message.text) fields.push('text');
  if (conversation?.id !== message.conversationId) fields.push('conversation');
  else if (isForAnotherBusiness(command, conversation)) fields.push('business');
  if (said.type !== undefined && said.type !== message.type) fields.push('type');
  const role = sender === 'contact' ? 'contact' : sender.role;
  if (role !== null && (role === 'business') !== (message.direction === 'outbound')) {
    fields.push('sender');
  }
  if (said.attachments !== undefined && !sameAttachments(said.attachments, message.attachments)) {
    fields.push('attachments');
  }
  return fields;
}

/** A conversation keeps the business that it was made for. */
export function isForAnotherBusiness(command: AcceptCommand, conversation: Conversation): boolean {
  const { conversation: key } = command;
  const businessId = key.of === 'channel' ? key.businessId : undefined;
  return businessId !== undefined && businessId !== conversation.businessId;
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

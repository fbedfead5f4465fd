import type { AcceptCommand } from './accept-command.ts';
import type { Conversation } from './conversation.ts';
import { takeUp } from './later-word.ts';
import type { Message } from './message.ts';
import { sameAttachments } from './message.ts';
import type { Participant } from './participant.ts';
import { directionOf } from './participant.ts';

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
  const { status, attachments, writtenAt, replyBy, link } = said;
  const keepsText = said.text === '' && saysStatusAlone(message, said, sender);
  const text = keepsText ? undefined : said.text;
  const word = { status, text, attachments, sender, writtenAt, replyBy, link };
  return takeUp(message, word, command.receivedAt);
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
  if (role !== null && directionOf(role) !== message.direction) {
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

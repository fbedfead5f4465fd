import type { AcceptCommand, AcceptOutcome, WorkingSet } from './accept-command.ts';
import { acceptanceOf, foundBy, foundOfEarlier } from './acceptance.ts';
import type { Found } from './acceptance.ts';
import type { Conversation } from './conversation.ts';
import { lastMessageOf, newConversation, standsAfter } from './conversation.ts';
import { findPlace } from './find-place.ts';
import type { Place } from './find-place.ts';
import { differingFields, isForAnotherBusiness, mergeMessage } from './merge-message.ts';
import { mergeReport } from './merge-report.ts';
import type { Message } from './message.ts';
import type { Participant } from './participant.ts';
import { directionOf } from './participant.ts';
import { findOrMakeSeat, seatSomebody } from './seat.ts';
import { writtenAtOf } from './written-at.ts';

/**
 * The rules of accepting one message, the same on every database: find or make the conversation,
 * the seat and the contact; store the message, or meet the one that is known; keep the
 * conversation's last message and unread count; write the acceptance, and an event when anything
 * changed. Touches nothing but `set`, and nothing there when what is addressed is missing.
 */
export function acceptMessage(command: AcceptCommand, set: WorkingSet): AcceptOutcome {
  const place = findPlace(command, set);
  if ('kind' in place) return place;
  const { channel } = place;
  const identity = identityOf(command, place);
  const known = identity && set.message(channel, identity.externalId, identity.scope);
  if (known && keepsKnown(command)) return keepKnown(command, place.conversation, known, set);

  const resent =
    identity && !known && set.resentMessage(channel, identity.externalId, identity.scope);
  if (resent) return keepResent(command, place, resent, set);

  const conversation = place.conversation ?? makeConversation(command, place, set);
  const sender = findOrMakeSeat(command, place, conversation, set);
  if (known) return updateKnown(command, conversation, sender, known, set);
  const outcome = storeNew(command, place, conversation, sender, set);
  const isUnfamiliar = sender.isPlaceholder && sender.createdAt === command.receivedAt;
  return isUnfamiliar && outcome.kind === 'accepted' ? { ...outcome, isUnfamiliar } : outcome;
}

function keepsKnown(command: AcceptCommand): boolean {
  const { identity } = command.message;
  return identity.scope !== 'none' && identity.onKnown === 'keep';
}

function makeConversation(command: AcceptCommand, place: Place, set: WorkingSet): Conversation {
  const { conversation: key } = command;
  const id = set.nextId();
  const isChannels = key.of === 'channel';
  const conversation = newConversation(
    {
      ...{ id, workspaceId: command.workspaceId, vendor: command.vendor },
      channelId: isChannels ? place.channel.id : null,
      externalId: isChannels ? key.externalId : String(id),
      contactId: place.contact?.id ?? null,
      businessId: isChannels ? (key.businessId ?? null) : null,
    },
    command.receivedAt,
  );
  set.addConversation(conversation);
  if (isChannels && key.contact !== undefined)
    seatSomebody(command, { ...key.contact, role: null }, place.channel, conversation, set);
  return conversation;
}

/** What a message is known again by; null where it has nothing of the kind, or not yet. */
function identityOf(command: AcceptCommand, { conversation }: Place) {
  const { externalId } = command.message;
  const scope = identityScopeOf(command, conversation);
  return externalId === null || scope === null ? null : { externalId, scope };
}

/** Changes nothing: what is reported is about a delivery that another one has replaced. */
function keepResent(
  command: AcceptCommand,
  { conversation }: Place,
  message: Message,
  set: WorkingSet,
): AcceptOutcome {
  return accepted(command, foundOfEarlier(command.message.status), message, conversation, set);
}

/** The stored form of the identity's scope; null where there is none, or not yet. */
function identityScopeOf(
  command: AcceptCommand,
  conversation: Conversation | undefined,
): number | null {
  switch (command.message.identity.scope) {
    case 'conversation':
      return conversation?.id ?? null;
    case 'channel':
      return 0;
    case 'none':
      return null;
  }
}

function storeNew(
  command: AcceptCommand,
  place: Place,
  conversation: Conversation,
  sender: Participant,
  set: WorkingSet,
): AcceptOutcome {
  const { message: said } = command;
  const id = set.nextId();
  const message: Message = {
    id,
    workspaceId: command.workspaceId,
    channelId: place.channel.id,
    conversationId: conversation.id,
    participantId: sender.id,
    externalId: said.externalId,
    identityScope: said.externalId === null ? null : identityScopeOf(command, conversation),
    direction: directionOf(sender.role),
    type: said.type ?? null,
    threadId: said.thread === undefined ? null : (place.threadId ?? id),
    text: said.text,
    status: said.status,
    ...writtenAtOf(said.writtenAt, command.receivedAt),
    receivedAt: command.receivedAt,
    updatedAt: command.receivedAt,
    replyBy: said.replyBy ?? null,
    link: said.link ?? null,
    isImported: false,
    attachments: said.attachments ?? [],
    attributes: said.attributes ?? {},
  };
  set.addMessage(message);

  if (message.direction === 'inbound') conversation.unreadCount += 1;
  if (said.link !== undefined) conversation.link = said.link;
  if (conversation.last === null || standsAfter(message, conversation.last)) {
    conversation.last = lastMessageOf(message);
  }
  conversation.updatedAt = command.receivedAt;
  set.changedConversation(conversation);
  const reason = isForAnotherBusiness(command, conversation)
    ? 'the conversation stays with the business that it was made for'
    : null;
  return accepted(command, { verdict: 'stored', reason }, message, conversation, set);
}

function updateKnown(
  command: AcceptCommand,
  conversation: Conversation,
  sender: Participant,
  message: Message,
  set: WorkingSet,
): AcceptOutcome {
  const wasInbound = message.direction === 'inbound';
  const wasWrittenAt = message.writtenAt;
  const fields = set.isReply(message)
    ? mergeReport(message, reportIn(command), command.receivedAt)
    : mergeMessage(message, command, sender);
  const movedBack = message.writtenAt < wasWrittenAt;
  const found = foundBy(fields);
  if (fields.length === 0) return accepted(command, found, message, conversation, set);
  set.changedMessage(message, { attachments: fields.includes('attachments') });

  const isUnread = !message.isImported && message.id > conversation.readThroughId;
  if (wasInbound && message.direction === 'outbound' && isUnread && conversation.unreadCount > 0) {
    conversation.unreadCount -= 1;
  }
  if (fields.includes('link')) conversation.link = message.link;
  if (conversation.last?.id === message.id) {
    conversation.last = lastMessageOf(message);
    if (movedBack) set.staleLastMessage(conversation);
  } else if (conversation.last === null || standsAfter(message, conversation.last)) {
    conversation.last = lastMessageOf(message);
  }
  conversation.updatedAt = command.receivedAt;
  set.changedConversation(conversation);
  return accepted(command, found, message, conversation, set, fields);
}

/** What a connector's copy of a reply says of it: of other things it knows less than is known here. */
function reportIn({ message: { status, text, attachments, link } }: AcceptCommand) {
  return { status, text, attachments, link };
}

function keepKnown(
  command: AcceptCommand,
  conversation: Conversation | undefined,
  message: Message,
  set: WorkingSet,
): AcceptOutcome {
  const conflict = differingFields(message, command, conversation);
  const reason =
    conflict.length === 0
      ? 'the message is already stored'
      : `the message is already stored with another ${conflict.join(', ')}; the first one stays`;
  const found = { reason, conflict: conflict.length === 0 ? null : conflict };
  return accepted(command, { verdict: 'duplicate', ...found }, message, conversation, set);
}

function accepted(
  command: AcceptCommand,
  found: Found,
  message: Message,
  conversation: Conversation | undefined,
  set: WorkingSet,
  fields: string[] = [],
): AcceptOutcome {
  const { verdict } = found;
  const acceptance = acceptanceOf(set.nextId(), message, found, command);
  set.addAcceptance(acceptance);
  if (verdict !== 'duplicate') {
    set.appendEvent({
      workspaceId: command.workspaceId,
      type: verdict === 'stored' ? 'message.created' : 'message.updated',
      channelId: message.channelId,
      conversationId: message.conversationId,
      messageId: message.id,
      payload: verdict === 'stored' ? {} : { fields },
      createdAt: command.receivedAt,
    });
  }
  return {
    kind: 'accepted',
    acceptance,
    contactId: conversation?.id === message.conversationId ? conversation.contactId : null,
    threadId: message.threadId,
  };
}

import type { AcceptCommand, AcceptOutcome, WorkingSet } from './accept-command.ts';
import type { Acceptance, Verdict } from './acceptance.ts';
import type { Conversation } from './conversation.ts';
import { lastMessageOf, newConversation, standsAfter } from './conversation.ts';
import { findPlace } from './find-place.ts';
import type { Place } from './find-place.ts';
import { differingFields, isForAnotherBusiness, mergeMessage } from './merge-message.ts';
import { mergeReport } from './merge-report.ts';
import type { Message } from './message.ts';
import type { Participant } from './participant.ts';
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
  const reason = `it reports ${command.message.status} of an earlier delivery of the message`;
  return accepted(command, 'duplicate', message, conversation, { reason, conflict: null }, set);
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
    direction: sender.role === 'business' ? 'outbound' : 'inbound',
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
  return accepted(command, 'stored', message, conversation, { reason, conflict: null }, set);
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
    ? mergeReport(message, command)
    : mergeMessage(message, command, sender);
  const movedBack = message.writtenAt < wasWrittenAt;
  if (fields.length === 0) {
    return accepted(
      command,
      'duplicate',
      message,
      conversation,
      { reason: 'the stored message already says this', conflict: null },
      set,
    );
  }
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
  const reason = `changed: ${fields.join(', ')}`;
  return accepted(
    command,
    'updated',
    message,
    conversation,
    { reason, conflict: null },
    set,
    fields,
  );
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
  return accepted(
    command,
    'duplicate',
    message,
    conversation,
    { reason, conflict: conflict.length === 0 ? null : conflict },
    set,
  );
}

function accepted(
  command: AcceptCommand,
  verdict: Verdict,
  message: Message,
  conversation: Conversation | undefined,
  why: Pick<Acceptance, 'reason' | 'conflict'>,
  set: WorkingSet,
  fields: string[] = [],
): AcceptOutcome {
  const acceptance: Acceptance = {
    id: set.nextId(),
    workspaceId: command.workspaceId,
    verdict,
    ...why,
    duplicateOf: verdict === 'duplicate' ? message.id : null,
    vendor: command.vendor,
    channelId: message.channelId,
    conversationId: message.conversationId,
    messageId: message.id,
    externalMessageId: message.externalId,
    receivedAt: command.receivedAt,
  };
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

import type { AcceptCommand, AcceptOutcome, WorkingSet } from './accept-command.ts';
import type { Acceptance, Verdict } from './acceptance.ts';
import type { Channel } from './channel.ts';
import type { Conversation } from './conversation.ts';
import { previewOf, standsAfter } from './conversation.ts';
import { differingFields, isForAnotherBusiness, mergeMessage } from './merge-message.ts';
import type { Message } from './message.ts';
import type { Participant } from './participant.ts';

/**
 * The rules of accepting one message, the same on every database: find or make the conversation,
 * the seat and the contact; store the message, or meet the one that is known; keep the
 * conversation's last message and unread count; write the acceptance, and an event when anything
 * changed. Touches nothing but `set`, and nothing there when the channel is missing.
 */
export function acceptMessage(command: AcceptCommand, set: WorkingSet): AcceptOutcome {
  const channel = set.channel(command.workspaceId, command.channel);
  if (channel === undefined) return { kind: 'channel-missing' };
  const { businessId } = command.conversation;
  if (businessId !== undefined && channel.businessIds?.includes(businessId) === false) {
    return { kind: 'business-refused' };
  }

  const existing = set.conversation(channel, command.conversation.externalId);
  const known = findKnown(command, channel, existing, set);
  if (known !== undefined && keepsKnown(command)) return keepKnown(command, existing, known, set);

  const conversation = existing ?? makeConversation(command, channel, set);
  const sender = findOrMakeSender(command, channel, conversation, set);
  return known === undefined
    ? storeNew(command, channel, conversation, sender, set)
    : updateKnown(command, conversation, sender, known, set);
}

function keepsKnown(command: AcceptCommand): boolean {
  const { identity } = command.message;
  return identity.scope !== 'none' && identity.onKnown === 'keep';
}

function makeConversation(command: AcceptCommand, channel: Channel, set: WorkingSet): Conversation {
  const conversation: Conversation = {
    id: set.nextId(),
    workspaceId: command.workspaceId,
    vendor: command.vendor,
    channelId: channel.id,
    externalId: command.conversation.externalId,
    contactId: null,
    businessId: command.conversation.businessId ?? null,
    status: 'open',
    link: null,
    assignedUserId: null,
    unreadCount: 0,
    readThroughId: 0,
    last: null,
    attributes: {},
    createdAt: command.receivedAt,
    updatedAt: command.receivedAt,
  };
  set.addConversation(conversation);
  const { contact } = command.conversation;
  if (contact !== undefined) seat(command, channel, conversation, { ...contact, role: null }, set);
  return conversation;
}

function findKnown(
  command: AcceptCommand,
  channel: Channel,
  conversation: Conversation | undefined,
  set: WorkingSet,
): Message | undefined {
  const { externalId } = command.message;
  const scope = identityScopeOf(command, conversation);
  if (externalId === null || scope === null) return undefined;
  return set.message(channel, externalId, scope);
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

function findOrMakeSender(
  command: AcceptCommand,
  channel: Channel,
  conversation: Conversation,
  set: WorkingSet,
): Participant {
  const found = set.participant(conversation, command.sender.externalId);
  return found ?? seat(command, channel, conversation, command.sender, set);
}

function seat(
  command: AcceptCommand,
  channel: Channel,
  conversation: Conversation,
  sender: AcceptCommand['sender'],
  set: WorkingSet,
): Participant {
  const role = sender.role ?? 'contact';
  const participant: Participant = {
    id: set.nextId(),
    workspaceId: command.workspaceId,
    conversationId: conversation.id,
    contactId: role === 'contact' ? findOrMakeContact(command, channel, sender, set) : null,
    externalId: sender.externalId,
    role,
    name: sender.name ?? sender.externalId,
    isPlaceholder: sender.name === null,
    avatarUrl: sender.avatarUrl,
    createdAt: command.receivedAt,
  };
  set.addParticipant(participant);
  if (conversation.contactId === null && participant.contactId !== null) {
    conversation.contactId = participant.contactId;
    set.changedConversation(conversation);
  }
  return participant;
}

function findOrMakeContact(
  command: AcceptCommand,
  channel: Channel,
  sender: AcceptCommand['sender'],
  set: WorkingSet,
): number {
  const found = set.contact(channel, sender.externalId);
  if (found !== undefined) return found.id;
  const id = set.nextId();
  set.addContact({
    id,
    workspaceId: command.workspaceId,
    vendor: command.vendor,
    channelId: channel.id,
    externalId: sender.externalId,
    name: sender.name,
    avatarUrl: sender.avatarUrl,
    email: null,
    phone: null,
    attributes: {},
    createdAt: command.receivedAt,
    updatedAt: command.receivedAt,
  });
  return id;
}

function storeNew(
  command: AcceptCommand,
  channel: Channel,
  conversation: Conversation,
  sender: Participant,
  set: WorkingSet,
): AcceptOutcome {
  const { message: said } = command;
  const message: Message = {
    id: set.nextId(),
    workspaceId: command.workspaceId,
    channelId: channel.id,
    conversationId: conversation.id,
    participantId: sender.id,
    externalId: said.externalId,
    identityScope: said.externalId === null ? null : identityScopeOf(command, conversation),
    direction: sender.role === 'business' ? 'outbound' : 'inbound',
    text: said.text,
    status: said.status,
    writtenAt: said.writtenAt,
    receivedAt: command.receivedAt,
    updatedAt: command.receivedAt,
    replyBy: said.replyBy ?? null,
    link: said.link ?? null,
    attachments: said.attachments ?? [],
    attributes: {},
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
  return accepted(command, 'stored', message, { reason, conflict: null }, set);
}

function updateKnown(
  command: AcceptCommand,
  conversation: Conversation,
  sender: Participant,
  message: Message,
  set: WorkingSet,
): AcceptOutcome {
  const wasInbound = message.direction === 'inbound';
  const movedBack = command.message.writtenAt < message.writtenAt;
  const fields = mergeMessage(message, command, sender);
  if (fields.length === 0) {
    return accepted(
      command,
      'duplicate',
      message,
      { reason: 'the stored message already says this', conflict: null },
      set,
    );
  }
  set.changedMessage(message, { attachments: fields.includes('attachments') });

  const isUnread = message.id > conversation.readThroughId;
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
  return accepted(command, 'updated', message, { reason, conflict: null }, set, fields);
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
    { reason, conflict: conflict.length === 0 ? null : conflict },
    set,
  );
}

function lastMessageOf(message: Message): Conversation['last'] {
  return {
    id: message.id,
    writtenAt: message.writtenAt,
    preview: previewOf(message.text),
    direction: message.direction,
  };
}

function accepted(
  command: AcceptCommand,
  verdict: Verdict,
  message: Message,
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
  return { kind: 'accepted', acceptance };
}

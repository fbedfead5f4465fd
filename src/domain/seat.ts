import type { AcceptCommand, Sender, WorkingSet } from './accept-command.ts';
import type { Channel } from './channel.ts';
import type { Contact } from './contact.ts';
import type { Conversation } from './conversation.ts';
import type { Participant } from './participant.ts';
import { seatOfContact } from './participant.ts';
import type { Place } from './find-place.ts';

/** The seat of the command's sender in the conversation, made where it is missing. */
export function findOrMakeSeat(
  command: AcceptCommand,
  place: Place,
  conversation: Conversation,
  set: WorkingSet,
): Participant {
  return command.sender === 'contact'
    ? seatOfOwnContact(command, place.contact, conversation, set)
    : (set.participant(conversation, command.sender.externalId) ??
        seatSomebody(command, command.sender, place.channel, conversation, set));
}

/** A seat for somebody whom the connector knows, and a contact where it is none of the business. */
export function seatSomebody(
  command: AcceptCommand,
  sender: Exclude<Sender, 'contact'>,
  channel: Channel,
  conversation: Conversation,
  set: WorkingSet,
): Participant {
  const role = sender.role ?? 'contact';
  const participant = makeSeat(command, conversation, set, {
    contactId: role === 'contact' ? findOrMakeContact(command, sender, channel, set) : null,
    externalId: sender.externalId,
    role,
    name: sender.name ?? sender.externalId,
    isPlaceholder: sender.name === null,
    avatarUrl: sender.avatarUrl,
  });
  if (conversation.contactId === null && participant.contactId !== null) {
    conversation.contactId = participant.contactId;
    set.changedConversation(conversation);
  }
  return participant;
}

function seatOfOwnContact(
  command: AcceptCommand,
  known: Contact | undefined,
  conversation: Conversation,
  set: WorkingSet,
): Participant {
  const { contactId, workspaceId } = conversation;
  if (contactId === null) throw new Error('A conversation across channels has a contact.');
  const externalId = seatOfContact(contactId);
  const found = set.participant(conversation, externalId);
  if (found !== undefined) return found;
  const contact = known ?? set.contactById(workspaceId, contactId);
  const name = contact?.name ?? contact?.phone ?? contact?.email ?? null;
  return makeSeat(command, conversation, set, {
    contactId,
    externalId,
    role: 'contact',
    name: name ?? externalId,
    isPlaceholder: name === null,
    avatarUrl: contact?.avatarUrl ?? null,
  });
}

function makeSeat(
  command: AcceptCommand,
  conversation: Conversation,
  set: WorkingSet,
  seat: Omit<Participant, 'id' | 'workspaceId' | 'conversationId' | 'createdAt'>,
): Participant {
  const participant: Participant = {
    id: set.nextId(),
    workspaceId: command.workspaceId,
    conversationId: conversation.id,
    ...seat,
    createdAt: command.receivedAt,
  };
  set.addParticipant(participant);
  return participant;
}

function findOrMakeContact(
  command: AcceptCommand,
  sender: Exclude<Sender, 'contact'>,
  channel: Channel,
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

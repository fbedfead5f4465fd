import type { AcceptCommand, NotAccepted, WorkingSet } from './accept-command.ts';
import type { Channel } from './channel.ts';
import type { Contact } from './contact.ts';
import type { Conversation } from './conversation.ts';

/** Where a command's message belongs. Found, not made: a refused command changes nothing. */
export type Place = {
  channel: Channel;
  /** Undefined where the conversation is still to be made. */
  conversation: Conversation | undefined;
  /** Of a conversation across channels, where it is at hand. */
  contact: Contact | undefined;
  /** Of the answered message; null for one that answers none. */
  threadId: number | null;
};

/** The place, or the first thing that is missing on the way to it. */
export function findPlace(command: AcceptCommand, set: WorkingSet): Place | NotAccepted {
  const { workspaceId, conversation: key } = command;
  if (key.of === 'channel') {
    const channel = set.channel(workspaceId, command.channel);
    if (channel === undefined) return { kind: 'channel-missing' };
    const { businessId } = key;
    if (businessId !== undefined && channel.businessIds?.includes(businessId) === false) {
      return { kind: 'business-refused' };
    }
    const conversation = set.conversation(channel, key.externalId);
    return withThread(command, { channel, conversation, contact: undefined, threadId: null }, set);
  }
  const across =
    key.of === 'contact' ? ofContact(command, key, set) : ofWorkspace(command, key, set);
  if ('kind' in across) return across;
  const channel = set.channel(workspaceId, command.channel);
  if (channel === undefined) return { kind: 'channel-missing' };
  return withThread(command, { channel, ...across, threadId: null }, set);
}

type Across = Pick<Place, 'conversation' | 'contact'>;

function ofContact(
  { workspaceId, vendor }: AcceptCommand,
  { contactId }: { contactId: number },
  set: WorkingSet,
): Across | NotAccepted {
  const contact = set.contactById(workspaceId, contactId);
  if (contact?.vendor !== vendor) return { kind: 'contact-missing' };
  return { contact, conversation: set.conversationOfContact(contact) };
}

function ofWorkspace(
  { workspaceId, vendor }: AcceptCommand,
  { id, contactId }: { id: number; contactId: number | null },
  set: WorkingSet,
): Across | NotAccepted {
  const conversation = set.conversationById(workspaceId, id);
  if (conversation?.vendor !== vendor) return { kind: 'conversation-missing' };
  if (contactId !== null && contactId !== conversation.contactId) {
    return { kind: 'contact-differs' };
  }
  return { conversation, contact: undefined };
}

function withThread(command: AcceptCommand, place: Place, set: WorkingSet): Place | NotAccepted {
  const answers = command.message.thread?.answers ?? null;
  if (answers === null) return place;
  const answered = set.answered(command.workspaceId, answers);
  if (answered === undefined || answered.conversationId !== place.conversation?.id) {
    return { kind: 'thread-missing' };
  }
  return { ...place, threadId: answered.threadId };
}

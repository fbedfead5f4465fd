import type { Contact } from '../../domain/contact.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Ids } from './ids.ts';
import { shownContactId } from './present.ts';

/**
 * The vendor's kinds of conversation, which follow the last message
 * (docs/highlevel.md#conversation-objects).
 */
const KINDS = {
  phone: { number: 1, name: 'TYPE_PHONE' },
  email: { number: 2, name: 'TYPE_EMAIL' },
  facebook: { number: 3, name: 'TYPE_FB_MESSENGER' },
  review: { number: 4, name: 'TYPE_REVIEW' },
} as const;

function kindOf({ last }: Conversation): (typeof KINDS)[keyof typeof KINDS] {
  const type = last?.type ?? '';
  if (type.includes('EMAIL')) return KINDS.email;
  if (type === 'FACEBOOK') return KINDS.facebook;
  return type === 'REVIEW' ? KINDS.review : KINDS.phone;
}

type Shown = Pick<Ids, 'contact' | 'conversation' | 'user'>;

/** GET by id, where `type` is a number. */
export function presentConversation(conversation: Conversation, locationId: string, ids: Shown) {
  return {
    ...common(conversation, locationId, ids),
    inbox: true,
    type: kindOf(conversation).number,
    starred: isStarred(conversation),
    dateAdded: new Date(conversation.createdAt).toISOString(),
    dateUpdated: new Date(conversation.updatedAt).toISOString(),
  };
}

/** The answer of creation, where times are texts. */
export function presentCreated(conversation: Conversation, locationId: string, ids: Shown) {
  return {
    ...common(conversation, locationId, ids),
    dateAdded: new Date(conversation.createdAt).toISOString(),
    dateUpdated: new Date(conversation.updatedAt).toISOString(),
    lastMessageDate: new Date(activeAt(conversation)).toISOString(),
  };
}

/**
 * The answer of a change, where the time of the last message is a number as text
 * (docs/highlevel.md#conversation-objects).
 */
export function presentUpdated(conversation: Conversation, locationId: string, ids: Shown) {
  return {
    ...common(conversation, locationId, ids),
    ...lastOf(conversation),
    lastMessageDate: String(activeAt(conversation)),
    inbox: true,
    starred: isStarred(conversation),
  };
}

/** An item of a search, where `type` is a text and times are numbers; `sort` is where to go on. */
export function presentFound(
  { conversation, contact }: { conversation: Conversation; contact: Contact },
  locationId: string,
  ids: Shown,
) {
  const name = contact.name ?? contact.email ?? contact.phone ?? '';
  return {
    ...common(conversation, locationId, ids),
    ...lastOf(conversation),
    type: kindOf(conversation).name,
    fullName: name,
    contactName: name,
    email: contact.email,
    phone: contact.phone,
    tags: contact.attributes['tags'] ?? [],
    followers: [],
    scoring: [],
    inbox: true,
    starred: isStarred(conversation),
    lastMessageDate: activeAt(conversation),
    dateAdded: conversation.createdAt,
    dateUpdated: conversation.updatedAt,
    sort: [activeAt(conversation)],
  };
}

function common(conversation: Conversation, locationId: string, ids: Shown) {
  const { id, contactId, assignedUserId, unreadCount } = conversation;
  return {
    id: ids.conversation.show(id),
    contactId: shownContactId(contactId, ids),
    locationId,
    ...(assignedUserId === null ? {} : { assignedTo: ids.user.show(assignedUserId) }),
    unreadCount,
    deleted: false,
  };
}

function lastOf({ last }: Conversation) {
  if (last === null) return { lastMessageBody: '', lastMessageType: '' };
  return {
    lastMessageBody: last.preview,
    lastMessageType: last.type === null ? '' : `TYPE_${last.type}`,
    lastMessageDirection: last.direction,
  };
}

/** The time that conversations are sorted by. */
function activeAt(conversation: Conversation): number {
  return conversation.last?.writtenAt ?? conversation.createdAt;
}

function isStarred(conversation: Conversation): boolean {
  return conversation.attributes['starred'] === true;
}

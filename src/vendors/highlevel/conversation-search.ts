import type { Ids } from './ids.ts';
import type { SearchQuery } from './schemas/conversations.ts';

/** Nobody and nothing has this id. */
const NOBODY = 0;

/** What the filters of a search ask, in the words of the core; null asks for nothing. Pure. */
export function searchOf(query: SearchQuery, ids: Ids) {
  const { status, lastMessageType, assignedTo } = query;
  const states: Record<string, boolean> = { unread: true, read: false };
  return {
    query: query.query ?? '',
    id: query.id === undefined ? null : (ids.conversation.read(query.id) ?? NOBODY),
    contactId: contactOf(query, ids),
    assignedTo: assignedTo === undefined ? null : list(assignedTo).map((id) => userOf(id, ids)),
    isUnread: states[status ?? ''] ?? null,
    attribute: status === 'starred' ? '"starred":true' : null,
    lastMessageTypes:
      lastMessageType === undefined
        ? null
        : list(lastMessageType).map((name) => name.replace(/^TYPE_/, '')),
    lastMessageDirection: query.lastMessageDirection ?? null,
    createdFrom: query.startDate ?? null,
    createdTo: query.endDate ?? null,
    beyond: query.startAfterDate ?? null,
    order: query.sort ?? 'desc',
    limit: query.limit,
  };
}

/** No conversation here has followers or mentions, so that asking for some finds none. */
function contactOf({ contactId, followers, mentions }: SearchQuery, ids: Ids): number | null {
  if (followers !== undefined || mentions !== undefined) return NOBODY;
  return contactId === undefined ? null : (ids.contact.read(contactId) ?? NOBODY);
}

function userOf(id: string, ids: Ids): number | null {
  return id === 'unassigned' ? null : (ids.user.read(id) ?? NOBODY);
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

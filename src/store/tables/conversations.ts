import type { Conversation, LastMessage } from '../../domain/conversation.ts';
import { integer, object, oneOf, optional, rowOnly, text } from '../column.ts';
import type { Row, ValuesOf } from '../table.ts';
import { pick, table } from '../table.ts';

export const conversations = table('conversations', {
  workspaceId: integer,
  id: integer,
  vendor: text,
  channelId: optional(integer),
  externalId: text,
  contactId: optional(integer),
  businessId: optional(integer),
  status: oneOf('open', 'closed'),
  link: optional(text),
  assignedUserId: optional(integer),
  unreadCount: integer,
  readThroughId: integer,
  lastMessageId: rowOnly(optional(integer)),
  /** When the last message was written; when the conversation was made, where it has none. */
  activeAt: rowOnly(integer),
  lastMessagePreview: rowOnly(optional(text)),
  lastMessageDirection: rowOnly(optional(oneOf('inbound', 'outbound'))),
  lastMessageType: rowOnly(optional(text)),
  attributes: object,
  createdAt: integer,
  updatedAt: integer,
  deletedAt: rowOnly(optional(integer)),
});

export type ConversationRow = Row<typeof conversations>;

/** What accepting changes in a conversation that is there. */
export const conversationChanges = pick(
  conversations,
  ...(['workspaceId', 'id', 'contactId', 'link', 'unreadCount', 'lastMessageId'] as const),
  ...(['activeAt', 'lastMessagePreview', 'lastMessageDirection', 'lastMessageType'] as const),
  'updatedAt',
);

/** `lastSaidAt`: looked up for lists, in the message that stands last. */
export function conversationFromRow(
  row: ConversationRow & { lastSaidAt?: number | null },
): Conversation {
  return { ...conversations.fromRow(row), last: lastFromRow(row) };
}

export function conversationValues(
  conversation: Conversation,
): ValuesOf<typeof conversations.columns> {
  return { ...conversation, ...lastColumns(conversation), deletedAt: null };
}

export function conversationToRow(conversation: Conversation): ConversationRow {
  return conversations.toRow(conversationValues(conversation));
}

function lastFromRow({
  lastSaidAt = null,
  ...row
}: ConversationRow & { lastSaidAt?: number | null }): LastMessage | null {
  if (row.lastMessageId === null) return null;
  return {
    id: row.lastMessageId,
    writtenAt: row.activeAt,
    ...(lastSaidAt === null ? {} : { saidAt: lastSaidAt }),
    preview: row.lastMessagePreview ?? '',
    direction: row.lastMessageDirection ?? 'inbound',
    type: row.lastMessageType,
  };
}

function lastColumns({ last, createdAt }: Conversation) {
  if (last !== null) return lastMessageToRow(last);
  const none = { lastMessageId: null, lastMessagePreview: null, lastMessageDirection: null };
  return { ...none, lastMessageType: null, activeAt: createdAt };
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

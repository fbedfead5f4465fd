import Type from 'typebox';
import type { Static } from 'typebox';

/* As in docs/highlevel.md#conversation-objects. */

const id = Type.String({ minLength: 1, isId: true });

export const createConversationSchema = Type.Object({ locationId: id, contactId: id });
export type CreateConversationBody = Static<typeof createConversationSchema>;

export const conversationParams = Type.Object({ conversationId: Type.String() });

const MOST_UNREAD = 1_000_000;

export const updateConversationSchema = Type.Object({
  locationId: id,
  unreadCount: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_UNREAD })),
  starred: Type.Optional(Type.Boolean()),
  feedback: Type.Optional(
    Type.Unsafe<Record<string, unknown> | string | null>({ type: ['object', 'string', 'null'] }),
  ),
});
export type UpdateConversationBody = Static<typeof updateConversationSchema>;

const text = () => Type.Optional(Type.String({ maxLength: 2_000 }));
const otherId = () => Type.Optional(Type.String({ maxLength: 2_000, isId: true }));
const ignored = () =>
  Type.Optional(Type.String({ description: 'Taken, and of no effect: see docs/highlevel.md.' }));
const milliseconds = () =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

export const searchQuery = Type.Object({
  locationId: id,
  contactId: otherId(),
  assignedTo: otherId(),
  followers: otherId(),
  mentions: otherId(),
  query: text(),
  sort: Type.Optional(Type.Enum(['asc', 'desc'])),
  startAfterDate: milliseconds(),
  id: otherId(),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  lastMessageType: text(),
  lastMessageAction: Type.Optional(Type.Enum(['automated', 'manual'])),
  lastMessageDirection: Type.Optional(Type.Enum(['inbound', 'outbound'])),
  status: Type.Optional(Type.Enum(['all', 'read', 'unread', 'starred', 'recents'])),
  sortBy: Type.Optional(
    Type.Enum([
      'last_manual_message_date',
      'last_message_date',
      'score_profile',
      'overdue_at',
      'due_at',
    ]),
  ),
  sortScoreProfile: ignored(),
  scoreProfile: ignored(),
  scoreProfileMin: ignored(),
  scoreProfileMax: ignored(),
  startDate: milliseconds(),
  endDate: milliseconds(),
});
export type SearchQuery = Static<typeof searchQuery>;

/* What is answered, for the document of the API. */

const Conversation = Type.Object(
  {
    id: Type.String(),
    contactId: Type.String(),
    locationId: Type.String(),
    unreadCount: Type.Integer(),
    deleted: Type.Boolean(),
  },
  { additionalProperties: true },
);
const traceId = Type.String();

export const conversationAnswer = Type.Object(
  { ...Conversation.properties, traceId },
  { additionalProperties: true },
);
export const writtenAnswer = Type.Object({
  success: Type.Boolean(),
  conversation: Conversation,
  traceId,
});
export const deletedAnswer = Type.Object({ success: Type.Boolean(), traceId });
export const searchAnswer = Type.Object({
  conversations: Type.Array(Conversation),
  total: Type.Integer({ description: 'Counted up to 10,000; with `query` up to 1,000.' }),
  traceId,
});

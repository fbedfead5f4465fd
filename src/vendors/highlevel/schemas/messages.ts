import Type from 'typebox';

/* Answers of the live service nest twice (docs/highlevel.md#message-objects). */

const LONGEST_PAGE = 100;

export const messagesQuery = Type.Object({
  lastMessageId: Type.Optional(
    Type.String({ isId: true, description: 'lastMessageId of the page before, to read on.' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: LONGEST_PAGE, default: 20 }),
  type: Type.Optional(
    Type.String({ description: 'TYPE_SMS,TYPE_EMAIL and so on: only messages of these types.' }),
  ),
});

export type MessagesQuery = { lastMessageId?: string; limit: number; type?: string };

const common = {
  id: Type.String(),
  locationId: Type.String(),
  contactId: Type.String(),
  conversationId: Type.String(),
  dateAdded: Type.String({ format: 'date-time' }),
  body: Type.String(),
  direction: Type.Enum(['inbound', 'outbound']),
  status: Type.String(),
  contentType: Type.String(),
  attachments: Type.Array(Type.String()),
  source: Type.String(),
  conversationProviderId: Type.Optional(Type.String()),
  altId: Type.Optional(Type.String()),
};

const message = {
  ...common,
  type: Type.Number(),
  messageType: Type.String({ description: 'TYPE_SMS and so on.' }),
  dateUpdated: Type.String({ format: 'date-time' }),
  meta: Type.Optional(Type.Object({})),
  userId: Type.Optional(Type.String()),
  error: Type.Optional(
    Type.Object(
      {},
      { additionalProperties: true, description: 'Why it failed: code, type, message.' },
    ),
  ),
};

export const messageAnswer = Type.Object({
  ...message,
  message: Type.Object(message, { description: 'The same once more, for clients that unwrap it.' }),
  traceId: Type.String(),
});

export const messagesAnswer = Type.Object({
  messages: Type.Object({
    lastMessageId: Type.Union([Type.String(), Type.Null()]),
    nextPage: Type.Boolean(),
    messages: Type.Array(Type.Object(message)),
  }),
  traceId: Type.String(),
});

export const emailAnswer = Type.Object({
  ...common,
  threadId: Type.String(),
  subject: Type.Optional(Type.String()),
  provider: Type.String(),
  from: Type.String(),
  to: Type.Array(Type.String()),
  cc: Type.Array(Type.String()),
  bcc: Type.Array(Type.String()),
  replyToMessageId: Type.Optional(Type.String()),
  traceId: Type.String(),
});

export const exportedMessage = Type.Object(message);

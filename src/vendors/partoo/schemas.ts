import Type from 'typebox';
import type { Static } from 'typebox';
import type { FieldLimits } from '../vendor.ts';
import { PAGE_SIZE, TIME_FORMAT, URL_FORMAT } from './capabilities.ts';
import { EVENT_TYPES } from './webhooks.ts';

/* What is taken (docs/partoo.md#ingested-messages). Fields that are not known are ignored. */

/** Names of people and files; far beyond what an inbox can show. */
const LONGEST_NAME = 1_000;

const id = (limits: FieldLimits) =>
  Type.String({ minLength: 1, maxLength: limits.idLength, isId: true });
const textOrNull = (options: object = {}) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], maxLength: LONGEST_NAME, ...options });
const content = (limits: FieldLimits) =>
  Type.String({
    maxUnits: limits.messageLength,
    description: `Up to ${limits.messageLength} UTF-16 units.`,
  });

/** Ours: the vendor's ingest has no attachments. */
const attachmentSchema = Type.Object({
  url: Type.String({ format: URL_FORMAT }),
  type: Type.Optional(
    Type.String({ maxLength: LONGEST_NAME, description: 'A media type, such as image/png.' }),
  ),
  name: Type.Optional(textOrNull()),
  size: Type.Optional(
    Type.Unsafe<number | null>({ type: ['number', 'null'], minimum: 0, description: 'Bytes.' }),
  ),
});

const NULL_TEXT = 'Null, and the text "null" that generated clients send, mean: not given.';

export const ingestSchema = (limits: FieldLimits) =>
  Type.Object({
    business_id: id(limits),
    external_conversation_id: id(limits),
    external_message_id: id(limits),
    content: content(limits),
    sender_type: Type.Enum(['User', 'Consumer']),
    consumer_name: Type.Optional(
      textOrNull({ description: `Read when the conversation is made. ${NULL_TEXT}` }),
    ),
    consumer_image: Type.Optional(
      textOrNull({ maxLength: 10_000, description: `A URL, read likewise. ${NULL_TEXT}` }),
    ),
    sent_at: Type.Optional(
      Type.String({
        format: TIME_FORMAT,
        description: 'Ours: ISO 8601, the true time of history.',
      }),
    ),
    attachments: Type.Optional(
      Type.Array(attachmentSchema, { maxItems: limits.attachments, description: 'Ours.' }),
    ),
  });

export type IngestBody = Static<ReturnType<typeof ingestSchema>>;

export const channelParams = (limits: FieldLimits) => Type.Object({ channelId: id(limits) });
export const messageParams = (limits: FieldLimits) =>
  Type.Object({ channelId: id(limits), messageId: id(limits) });
export const outcomeQuery = (limits: FieldLimits) =>
  Type.Object({ external_message_id: id(limits) });
export const idParams = Type.Object({ id: Type.String() });

const perPage = Type.Optional(
  Type.Integer({ minimum: 1, maximum: PAGE_SIZE.most, default: PAGE_SIZE.initial }),
);
const cursor = Type.Optional(Type.String({ maxLength: 256, description: 'A next_cursor.' }));

export const conversationsQuery = Type.Object({
  per_page: perPage,
  cursor,
  business_ids: Type.Optional(
    Type.String({ isId: true, description: 'Business ids with commas between; the name is ours.' }),
  ),
  status: Type.Optional(
    Type.Enum(['open', 'closed'], { description: 'The name of this filter is ours.' }),
  ),
});

export type ConversationsQuery = {
  per_page: number;
  cursor?: string;
  business_ids?: string;
  status?: 'open' | 'closed';
};

export const messagesQuery = Type.Object({
  per_page: perPage,
  cursor,
  conversation_id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
});

export type MessagesQuery = { per_page: number; cursor?: string; conversation_id: number };

export const conversationPatch = Type.Object({
  status: Type.Optional(Type.Enum(['open', 'closed'])),
  assigned_user_id: Type.Optional(
    Type.String({
      isId: true,
      description: 'A user id, or `unassigned`. Exactly one of the two is sent.',
    }),
  ),
});

export type ConversationPatch = { status?: 'open' | 'closed'; assigned_user_id?: string };

const CONTENT_TYPES = ['Text', 'Image', 'Audio', 'Video', 'Document'] as const;

export const messageSchema = (limits: FieldLimits) =>
  Type.Object({
    conversation_id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    content_type: Type.Enum([...CONTENT_TYPES]),
    content: Type.String({
      minLength: 1,
      maxUnits: limits.messageLength,
      description: 'The text; of the other types (ours) the URL of the file, http or https.',
    }),
  });

export type MessageBody = {
  conversation_id: number;
  content_type: (typeof CONTENT_TYPES)[number];
  content: string;
};

export const idempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, description: 'Ours.' }),
  ),
});

export const messageAnswer = Type.Object({
  status: Type.Enum(['success']),
  message_id: Type.Integer(),
});

const webhookUrl = Type.String({ minLength: 1, maxLength: 2_048, description: 'https.' });
const webhookHeaders = Type.Record(Type.String(), Type.String(), {
  description: 'Sent with each call: at most 5, X-..., never X-Partoo-....',
});

const webhookBody = Type.Object({
  url: webhookUrl,
  event_type: Type.Enum([...EVENT_TYPES]),
  headers: Type.Optional(webhookHeaders),
});

export type WebhookBody = Static<typeof webhookBody>;

export const webhooksBody = Type.Object({
  items: Type.Array(webhookBody, { minItems: 1, maxItems: EVENT_TYPES.length }),
});

export const webhookChange = Type.Object({
  url: Type.Optional(webhookUrl),
  headers: Type.Optional(webhookHeaders),
});

export type WebhookChangeBody = Static<typeof webhookChange>;

export const webhooksQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
  per_page: perPage,
});

export type WebhooksQuery = { page: number; per_page: number };

export const success = Type.Object({ status: Type.Enum(['success']) });

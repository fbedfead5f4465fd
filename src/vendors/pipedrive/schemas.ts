import Type from 'typebox';
import type { Static, TSchema } from 'typebox';
import type { FieldLimits } from '../vendor.ts';
import { DATE_FORMAT, UNIX_TIME_FORMAT } from './capabilities.ts';

/*
 * docs/pipedrive.md#channels, #received-messages, with what real connectors send: null for name,
 * size, preview_url and reply_by, unix time as a number, unknown keys (ignored).
 */

/** Names and types of things; far beyond what an inbox can show. */
const LONGEST_NAME = 1_000;

/** A format holds for texts or for numbers, so a date that may be either has one of each. */
const date = () =>
  Type.Unsafe<string | number>({
    type: ['string', 'integer'],
    format: DATE_FORMAT,
    allOf: [{ format: UNIX_TIME_FORMAT }],
  });
const nullable = (type: string) => ({ type: [type, 'null'] });
const id = (limits: FieldLimits) =>
  Type.String({ minLength: 1, maxLength: limits.idLength, isId: true });

export const attachmentSchema = (limits: FieldLimits) =>
  Type.Object({
    id: id(limits),
    type: Type.String({ maxLength: LONGEST_NAME }),
    url: Type.String(),
    name: Type.Optional(
      Type.Unsafe<string | null>({ ...nullable('string'), maxLength: LONGEST_NAME }),
    ),
    size: Type.Optional(Type.Unsafe<number | null>(nullable('number'))),
    preview_url: Type.Optional(Type.Unsafe<string | null>(nullable('string'))),
    link_expires: Type.Optional(Type.Boolean()),
  });

export const receiveMessageSchema = (limits: FieldLimits) =>
  Type.Object({
    id: id(limits),
    channel_id: id(limits),
    sender_id: id(limits),
    conversation_id: id(limits),
    message: Type.String({
      maxUnits: limits.messageLength,
      description: `Up to ${limits.messageLength} UTF-16 units.`,
    }),
    status: Type.Enum(['sent', 'delivered', 'read', 'failed']),
    created_at: date(),
    reply_by: Type.Optional(
      Type.Unsafe<string | number | null>({ ...date(), type: ['string', 'integer', 'null'] }),
    ),
    conversation_link: Type.Optional(Type.String()),
    attachments: Type.Optional(
      Type.Array(attachmentSchema(limits), { maxItems: limits.attachments }),
    ),
  });

export type ReceiveMessageBody = Static<ReturnType<typeof receiveMessageSchema>>;
export type AttachmentBody = Static<ReturnType<typeof attachmentSchema>>;

export const addChannelSchema = (limits: FieldLimits) =>
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
    provider_channel_id: id(limits),
    avatar_url: Type.Optional(Type.String()),
    template_support: Type.Optional(Type.Boolean()),
    provider_type: Type.Optional(Type.Enum(['facebook', 'whatsapp', 'other'])),
  });

export type AddChannelBody = Static<ReturnType<typeof addChannelSchema>>;

export const channelParamsSchema = (limits: FieldLimits) => Type.Object({ id: id(limits) });

export const conversationParamsSchema = (limits: FieldLimits) =>
  Type.Object({ channelId: id(limits), conversationId: id(limits) });

/* What is answered, for the document of the API. */

const answerOf = (data: TSchema) => Type.Object({ success: Type.Boolean(), data });

export const channelAnswer = answerOf(
  Type.Object({
    id: Type.String({ description: 'Generated; never taken in a request.' }),
    name: Type.String(),
    avatar_url: Type.Union([Type.String(), Type.Null()]),
    provider_channel_id: Type.String(),
    marketplace_client_id: Type.String(),
    pd_company_id: Type.Integer(),
    pd_user_id: Type.Integer(),
    created_at: Type.String({ format: 'date-time', description: 'RFC 3339, UTC.' }),
    provider_type: Type.Enum(['facebook', 'whatsapp', 'other']),
    template_support: Type.Boolean(),
  }),
);

export const messageAnswer = (limits: FieldLimits) => answerOf(receiveMessageSchema(limits));

export const deletedAnswer = Type.Object({ success: Type.Boolean() });

export const meAnswer = answerOf(
  Type.Object(
    {
      id: Type.Integer(),
      name: Type.String(),
      email: Type.String(),
      company_id: Type.Integer(),
      company_name: Type.String(),
      company_domain: Type.String(),
    },
    { additionalProperties: true },
  ),
);

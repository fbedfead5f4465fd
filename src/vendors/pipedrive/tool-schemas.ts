import Type from 'typebox';
import type { FieldLimits } from '../vendor.ts';
import { DATE_FORMAT } from './capabilities.ts';

/*
 * The inputs of the MCP tools: the fields of the HTTP API (schemas.ts) in the form that every model
 * takes, so without types in lists, null and dates as numbers. What is accepted is the same.
 */

const LONGEST_NAME = 1_000;

const id = (limits: FieldLimits, description: string) =>
  Type.String({ minLength: 1, maxLength: limits.idLength, isId: true, description });
const date = (description: string) => Type.String({ format: DATE_FORMAT, description });

const attachment = (limits: FieldLimits) =>
  Type.Object({
    id: id(limits, 'ID of the attachment'),
    type: Type.String({ maxLength: LONGEST_NAME, description: 'MIME type' }),
    url: Type.String(),
    name: Type.Optional(Type.String({ maxLength: LONGEST_NAME })),
    size: Type.Optional(Type.Number({ description: 'Bytes' })),
    preview_url: Type.Optional(Type.String()),
    link_expires: Type.Optional(Type.Boolean()),
  });

/** Names and required fields: docs/mcp.md#tools-of-the-channels-api. */
export const receiveMessage = (limits: FieldLimits) =>
  Type.Object({
    id: id(limits, 'ID of the message'),
    channel_id: id(limits, 'The provider_channel_id of the channel the message was sent to'),
    sender_id: id(limits, 'ID of the message sender'),
    conversation_id: id(limits, 'ID of the conversation, as the provider knows it'),
    message: Type.String({ maxUnits: limits.messageLength, description: 'Content of the message' }),
    status: Type.Enum(['sent', 'delivered', 'read', 'failed']),
    created_at: date('When it was created: ISO 8601, or YYYY-MM-DD HH:MM (UTC)'),
    reply_by: Type.Optional(date('Until when a reply is possible, in the same forms')),
    conversation_link: Type.Optional(
      Type.String({ description: 'URL of the conversation at the provider' }),
    ),
    attachments: Type.Optional(Type.Array(attachment(limits), { maxItems: limits.attachments })),
  });

export const createChannel = (limits: FieldLimits) =>
  Type.Object({
    name: Type.String({ minLength: 1, maxLength: LONGEST_NAME }),
    provider_channel_id: id(limits, 'Your own ID of the channel'),
    avatar_url: Type.Optional(Type.String()),
    template_support: Type.Optional(Type.Boolean()),
    provider_type: Type.Optional(Type.Enum(['facebook', 'whatsapp', 'other'])),
  });

export const deleteChannel = (limits: FieldLimits) =>
  Type.Object({ id: id(limits, 'The provider_channel_id of the channel') });

export const deleteConversation = (limits: FieldLimits) =>
  Type.Object({
    channel_id: id(limits, 'The provider_channel_id of the channel'),
    conversation_id: id(limits, 'ID of the conversation, as the provider knows it'),
  });

const Text = Type.String();
const some = Type.Optional(Text);

export const created = Type.Object({
  id: Text,
  name: Text,
  avatar_url: some,
  provider_channel_id: Text,
  marketplace_client_id: some,
  pd_company_id: Type.Optional(Type.Integer()),
  pd_user_id: Type.Optional(Type.Integer()),
  created_at: Text,
  provider_type: Text,
  template_support: Type.Boolean(),
});

export const deleted = Type.Object({ deleted: Type.Boolean(), id: Text });

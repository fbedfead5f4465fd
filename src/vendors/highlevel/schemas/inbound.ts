import Type from 'typebox';
import type { Static } from 'typebox';
import type { FieldLimits } from '../../vendor.ts';
import { DATE_FORMAT } from '../formats.ts';
import { DOCUMENTED_TYPES, MORE_TYPES } from '../message-types.ts';

/* docs/highlevel.md#posted-messages: as real connectors send it, unknown keys are ignored. */

/** Addresses, names, subjects: far beyond what is in use. */
const LONGEST_LINE = 10_000;

const line = () => Type.Optional(Type.String({ maxLength: LONGEST_LINE }));
const id = (limits: FieldLimits, description: string) =>
  Type.Optional(Type.String({ maxLength: limits.idLength, isId: true, description }));

export const callStatuses = [
  'pending',
  'completed',
  'answered',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'voicemail',
] as const;

const ANY_BUT_NULL = {
  type: ['number', 'string', 'boolean', 'object', 'array'],
  description: 'Seconds; anything else is ignored.',
};

const callSchema = Type.Object(
  {
    ...{ to: line(), from: line(), status: Type.Optional(Type.Enum([...callStatuses])) },
    duration: Type.Optional(Type.Unsafe<unknown>(ANY_BUT_NULL)),
  },
  { description: 'Phone numbers in E.164, and how the call ended.' },
);

export const attachmentsSchema = (limits: FieldLimits) =>
  Type.Array(Type.String({ minLength: 1, maxLength: LONGEST_LINE, description: 'A URL.' }), {
    minItems: 1,
    maxItems: limits.attachments,
  });

const common = (limits: FieldLimits) => ({
  attachments: Type.Optional(attachmentsSchema(limits)),
  conversationId: id(limits, 'One of conversationId and contactId is needed.'),
  contactId: id(limits, "The contact's conversation is found or made."),
  conversationProviderId: id(limits, '24 hex digits, of a provider of your app.'),
  altId: id(limits, 'The id that the message has at the provider.'),
  date: Type.Optional(
    Type.String({ format: DATE_FORMAT, description: 'When it was written; ISO 8601.' }),
  ),
});

export const emailHeaders = {
  subject: line(),
  emailFrom: line(),
  emailTo: line(),
  emailCc: Type.Optional(Type.Array(Type.String({ maxLength: LONGEST_LINE }), { maxItems: 1_000 })),
  emailBcc: Type.Optional(
    Type.Array(Type.String({ maxLength: LONGEST_LINE }), { maxItems: 1_000 }),
  ),
};

export const inboundSchema = (limits: FieldLimits) =>
  Type.Object({
    type: Type.Enum([...DOCUMENTED_TYPES, ...MORE_TYPES]),
    ...common(limits),
    message: Type.Optional(Type.String({ maxUnits: limits.messageLength })),
    html: Type.Optional(Type.String({ description: 'The body of an e-mail.' })),
    ...emailHeaders,
    emailMessageId: id(limits, 'The e-mail message that this one answers.'),
    direction: Type.Optional(Type.Enum(['inbound', 'outbound'])),
    call: Type.Optional(callSchema),
  });

export type InboundBody = Static<ReturnType<typeof inboundSchema>>;

/** POST /conversations/messages/outbound, which takes calls only (docs/highlevel.md#calls). */
export const outboundCallSchema = (limits: FieldLimits) =>
  Type.Object({
    type: Type.Enum(['Call']),
    ...common(limits),
    call: Type.Optional(callSchema),
  });

export type OutboundCallBody = Static<ReturnType<typeof outboundCallSchema>>;

export const inboundAnswer = Type.Object({
  success: Type.Boolean(),
  conversationId: Type.String(),
  messageId: Type.String({ description: "Of an e-mail its thread's." }),
  message: Type.String(),
  contactId: Type.String(),
  dateAdded: Type.String({ format: 'date-time' }),
  emailMessageId: Type.Optional(Type.String({ description: 'Of e-mail only.' })),
  traceId: Type.String(),
});

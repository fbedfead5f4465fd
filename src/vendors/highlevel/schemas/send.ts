import Type from 'typebox';
import type { Static } from 'typebox';
import type { FieldLimits } from '../../vendor.ts';
import { attachmentsSchema, emailHeaders } from './inbound.ts';

/*
 * docs/highlevel.md#sent-messages, #status-reports. Fields that the vendor's own automation needs
 * are taken and have no effect.
 */

export const SEND_TYPES = [
  'SMS',
  'RCS',
  'Email',
  'WhatsApp',
  'IG',
  'FB',
  'Custom',
  'Live_Chat',
  'TIKTOK',
] as const;

const id = (limits: FieldLimits, description?: string) =>
  Type.Optional(
    Type.String({
      ...{ maxLength: limits.idLength, isId: true },
      ...(description === undefined ? {} : { description }),
    }),
  );

export const sendSchema = (limits: FieldLimits) =>
  Type.Object({
    type: Type.Enum([...SEND_TYPES]),
    contactId: id(limits, 'Needed.'),
    status: Type.Optional(
      Type.Enum(['delivered', 'failed', 'pending', 'read'], {
        description: 'Has no effect: a message is pending until its provider says otherwise.',
      }),
    ),
    message: Type.Optional(Type.String({ maxUnits: limits.messageLength })),
    html: Type.Optional(Type.String({ description: 'The body of an e-mail.' })),
    ...emailHeaders,
    attachments: Type.Optional(
      Type.Array(attachmentsSchema(limits).items, { maxItems: limits.attachments }),
    ),
    conversationProviderId: id(limits),
    replyMessageId: id(limits, 'The message that this one answers.'),
    threadId: id(limits, 'The message that stands for the thread of an e-mail.'),
    emailReplyMode: Type.Optional(Type.Enum(['reply', 'reply_all'])),
    scheduledTimestamp: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 253_402_300_799,
        description: 'When to send it, in seconds UTC; a time that is over means now.',
      }),
    ),
    fromNumber: id(limits),
    toNumber: id(limits),
    userId: id(limits),
  });

export type SendBody = Static<ReturnType<typeof sendSchema>>;

export const sendAnswer = Type.Object({
  conversationId: Type.String(),
  messageId: Type.String({ description: "Of an e-mail its thread's." }),
  emailMessageId: Type.Optional(Type.String()),
  msg: Type.String(),
  status: Type.String(),
  traceId: Type.String(),
});

/** Who got an e-mail stands as addresses or as objects (docs/highlevel.md#status-reports). */
const recipients = Type.Optional(
  Type.Array(Type.Union([Type.String(), Type.Object({})]), { maxItems: 1_000 }),
);

export const statusSchema = (limits: FieldLimits) =>
  Type.Object({
    status: Type.Enum(['delivered', 'failed', 'pending', 'read', 'sent']),
    error: Type.Optional(
      Type.Object({
        code: id(limits),
        type: id(limits),
        message: Type.Optional(Type.String({ maxLength: 10_000 })),
      }),
    ),
    emailMessageId: id(limits, 'Which e-mail of the thread; else its first.'),
    recipients,
  });

export type StatusBody = Static<ReturnType<typeof statusSchema>>;

export const replaceAttachmentsSchema = (limits: FieldLimits) =>
  Type.Object({
    attachments: Type.Array(attachmentsSchema(limits).items, { minItems: 1, maxItems: 5 }),
  });

export type ReplaceAttachmentsBody = Static<ReturnType<typeof replaceAttachmentsSchema>>;

export const cancelAnswer = Type.Object({
  status: Type.Number(),
  message: Type.String(),
  traceId: Type.String(),
});

export const typingSchema = Type.Object({
  locationId: Type.String({ minLength: 1, isId: true }),
  isTyping: Type.Unsafe<boolean | string>({ type: ['string', 'boolean'] }),
  visitorId: Type.String({ minLength: 1, isId: true }),
  conversationId: Type.String({ minLength: 1, isId: true }),
});

export const successAnswer = Type.Object({ success: Type.Boolean(), traceId: Type.String() });

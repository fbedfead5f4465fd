import type { AcceptCommand } from '../../domain/accept-command.ts';
import type { Attachment } from '../../domain/message.ts';
import { wrongField } from '../../domain/refusal.ts';
import { httpUrlOrNull } from '../../lib/http-url.ts';
import type { NewReply } from '../../inbox/send-reply.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import { VENDOR } from './capabilities.ts';
import { parseTime } from './date.ts';
import { consumerSeatOf, userSeatOf } from './ids.ts';
import type { IngestBody, MessageBody } from './schemas.ts';

/** Who sends, where to, and for which business: what the body alone does not say. */
export type IngestContext = {
  workspaceId: number;
  appId: number;
  /** The external id of the channel, from the path. */
  channelId: string;
  businessId: number;
  receivedAt: number;
};

/** The business's own side of a conversation: the vendor does not say which of its people wrote. */
const USER_NAME = 'User';

/**
 * A validated ingest body as an accept command. Pure. A message is known by (channel, message id)
 * for ever, whatever the conversation or business, and the first copy stays
 * (docs/partoo.md#identity).
 */
export function toAcceptCommand(body: IngestBody, context: IngestContext): AcceptCommand {
  const { workspaceId, appId, receivedAt } = context;
  const conversationId = body.external_conversation_id;
  const consumer = {
    externalId: consumerSeatOf(conversationId),
    name: given(body.consumer_name),
    avatarUrl: given(body.consumer_image),
  };
  return {
    workspaceId,
    vendor: VENDOR,
    channel: { appId, externalId: context.channelId },
    conversation: {
      of: 'channel',
      externalId: conversationId,
      businessId: context.businessId,
      contact: consumer,
    },
    sender:
      body.sender_type === 'Consumer'
        ? { ...consumer, role: 'contact' }
        : {
            externalId: userSeatOf(conversationId),
            role: 'business',
            name: USER_NAME,
            avatarUrl: null,
          },
    message: {
      externalId: body.external_message_id,
      identity: { scope: 'channel', onKnown: 'keep' },
      text: wellFormed(body.content),
      status: 'sent',
      writtenAt: (body.sent_at === undefined ? null : parseTime(body.sent_at)) ?? receivedAt,
      replyBy: undefined,
      link: undefined,
      attachments: body.attachments?.map(toAttachment),
    },
    receivedAt,
  };
}

/** The media types of files are not said; their families are. */
const MEDIA_TYPES = {
  Image: 'image/*',
  Audio: 'audio/*',
  Video: 'video/*',
  Document: 'application/octet-stream',
} as const;

/** What a validated message body asks to be sent. */
export function toReply(body: MessageBody): Pick<NewReply, 'text' | 'attachments'> {
  const content = wellFormed(body.content);
  if (body.content_type === 'Text') return { text: content };
  if (httpUrlOrNull(content) === null) {
    throw wrongField('content', `must be the url of the ${body.content_type}, http or https`);
  }
  const file = { externalId: '1', url: content, name: null, size: null, previewUrl: null };
  const mimeType = MEDIA_TYPES[body.content_type];
  return { text: '', attachments: [{ ...file, mimeType, linkExpires: false }] };
}

/** "null" is the documented default, which clients send (docs/partoo.md#ingested-messages). */
function given(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === 'null' || text === ''
    ? null
    : wellFormed(text);
}

function toAttachment(
  body: NonNullable<IngestBody['attachments']>[number],
  index: number,
): Attachment {
  return {
    externalId: String(index + 1),
    mimeType: wellFormed(body.type ?? 'application/octet-stream'),
    url: wellFormed(body.url),
    name: given(body.name),
    size: body.size ?? null,
    previewUrl: null,
    linkExpires: false,
  };
}

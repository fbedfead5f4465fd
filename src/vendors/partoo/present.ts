import type { Business } from '../../domain/business.ts';
import type { Channel } from '../../domain/channel.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Attachment, Message } from '../../domain/message.ts';
import type { Participant } from '../../domain/participant.ts';
import type { Status } from '../../domain/status.ts';
import { shownTimeOf } from '../../domain/written-at.ts';
import { httpUrlOrNull } from '../../lib/http-url.ts';
import { formatTime } from './date.ts';
import { userIdOf } from './ids.ts';

/* As docs/partoo.md#objects-and-lists has them; to both enums below values may be added. */

/** Which of the vendor's partners carries custom channels is not documented; the word is ours. */
const PARTNER = 'CustomChannel';
const READONLY_ISSUE = 'custom_channel_is_readonly';
/** A reply waits until somebody subscribes to message_created. */
const NO_WEBHOOK_ISSUE = 'custom_channel_has_no_webhook';

/** What a message needs of the rows around it. */
export type MessageContext = {
  conversation: Conversation;
  channel: Channel | undefined;
  seats: readonly Participant[];
  /** Of the replies among the messages that are shown. */
  authors: readonly Author[];
};

/** One of the workspace's people, as the one who wrote a reply. */
export type Author = { messageId: number; userId: number; name: string };

export type ConversationContext = MessageContext & {
  business: Business | undefined;
  last: Message | undefined;
  firstWrittenAt: number | null;
  /** Replies wait for somebody who is told of them. */
  isHeldUp: boolean;
};

export function presentConversation(context: ConversationContext) {
  const { conversation, channel, seats, business, last, firstWrittenAt } = context;
  const consumer = seats.find((seat) => seat.role === 'contact');
  const { workspaceId, assignedUserId, status } = conversation;
  return {
    id: conversation.id,
    consumer_img: httpUrlOrNull(consumer?.avatarUrl ?? null),
    consumer_name: nameOf(consumer),
    consumer_phone_number: null,
    last_message: last === undefined ? null : presentMessage(last, context),
    is_read: conversation.unreadCount === 0,
    status: status === 'open' ? 'Open' : 'Closed',
    created_at: formatTime(conversation.createdAt),
    has_one_user_message: seats.some((seat) => seat.role === 'business'),
    business: business === undefined ? null : presentBusiness(business),
    messaging_partner: PARTNER,
    issues: issuesOf(context),
    first_message_date: firstWrittenAt === null ? null : formatTime(firstWrittenAt),
    is_expired: false,
    is_solved: status === 'closed',
    assigned_user_id: assignedUserId === null ? null : userIdOf(workspaceId, assignedUserId),
    custom_channel: channel === undefined ? null : customChannelOf(channel, conversation),
  };
}

export function presentMessage(message: Message, context: MessageContext) {
  const { conversation, channel, seats, authors } = context;
  const author = authors.find(({ messageId }) => messageId === message.id);
  const sender = seats.find((seat) => seat.id === message.participantId);
  const shown = {
    id: message.id,
    conversation_id: message.conversationId,
    date: formatTime(shownTimeOf(message)),
    content_type: contentTypeOf(message.attachments),
    sender_type: message.direction === 'outbound' ? 'User' : 'Consumer',
    sender_label: author?.name ?? nameOf(sender),
    status: statusOf(message.status),
    is_deleted: false,
    content: contentOf(message),
    user_id: author === undefined ? null : userIdOf(message.workspaceId, author.userId),
    custom_channel:
      channel === undefined
        ? null
        : {
            ...customChannelOf(channel, conversation),
            external_message_id: message.externalId,
          },
  };
  const { attachments } = message;
  // Ours, and only where there are some: the vendor's ingest has no attachments.
  return attachments.length === 0
    ? shown
    : { ...shown, attachments: attachments.map(presentAttachment) };
}

function presentBusiness(business: Business) {
  const { name, city, zipcode, country } = business;
  return {
    id: business.externalId,
    name,
    city,
    zipcode,
    country,
    formatted_address: business.formattedAddress,
  };
}

function customChannelOf(channel: Channel, conversation: Conversation) {
  return { id: channel.externalId, external_conversation_id: conversation.externalId };
}

/** Null while the name was made up from an id. */
function nameOf(seat: Participant | undefined): string | null {
  return seat === undefined || seat.isPlaceholder ? null : seat.name;
}

/** Sending is pending, Success is sent or later, Failed is failed. */
export function statusOf(status: Status): 'Sending' | 'Success' | 'Failed' {
  if (status === 'pending') return 'Sending';
  return status === 'failed' ? 'Failed' : 'Success';
}

const MEDIA = { image: 'Image', video: 'Video', audio: 'Audio' } as const;

function issuesOf({ channel, isHeldUp }: ConversationContext): string[] {
  return [
    ...(channel?.isReadonly === true ? [READONLY_ISSUE] : []),
    ...(isHeldUp ? [NO_WEBHOOK_ISSUE] : []),
  ];
}

/** A file without words is shown by its address, which is how one is sent (routes/messages.ts). */
function contentOf({ text, attachments }: Message): string {
  return text === '' ? (httpUrlOrNull(attachments[0]?.url ?? null) ?? '') : text;
}

/** Of the first file, as the vendor's own messages have one each. */
function contentTypeOf([first]: readonly Attachment[]): string {
  if (first === undefined) return 'Text';
  const [family = ''] = first.mimeType.toLowerCase().split('/');
  return Object.hasOwn(MEDIA, family) ? MEDIA[family as keyof typeof MEDIA] : 'Document';
}

function presentAttachment({ url, mimeType, name, size }: Attachment) {
  return { url: httpUrlOrNull(url), type: mimeType, name, size };
}

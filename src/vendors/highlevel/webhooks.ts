import type { HeardEvent } from '../../domain/delivery.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { shownTimeOf } from '../../domain/written-at.ts';
import { SCOPES } from './capabilities.ts';
import type { Ids } from './ids.ts';
import type { MessageAttributes } from './inbound.ts';
import { isCallType, isEmailType, typeName, typeNumber } from './message-types.ts';
import { shownContactId } from './present.ts';
import { VENDOR } from './settings.ts';

/** What an app can subscribe to, and the scope that it needs (docs/highlevel.md#app-webhooks). */
export const SUBSCRIPTIONS = {
  InboundMessage: SCOPES.messagesRead,
  OutboundMessage: SCOPES.messagesRead,
  ConversationUnreadWebhook: SCOPES.conversationsRead,
} as const;

export type SubscriptionType = keyof typeof SUBSCRIPTIONS;

/** What an event of the log is to those who subscribe; null where they are not told. Pure. */
export function subscriptionTypeOf(event: HeardEvent): SubscriptionType | null {
  if (event.vendor !== VENDOR) return null;
  if (event.type === 'message.created') {
    return event.direction === 'inbound' ? 'InboundMessage' : 'OutboundMessage';
  }
  const { fields } = event.payload;
  const isMark = Array.isArray(fields) && fields.some((one) => MARKS.includes(String(one)));
  return event.type === 'conversation.updated' && isMark ? 'ConversationUnreadWebhook' : null;
}

/** Unread count, and the star, which is an attribute. */
const MARKS = ['unreadCount', 'attributes'];

type Told = {
  locationId: string;
  /** The part of the client id before the dash. */
  appId: string;
  providerId: string | null;
  timestamp: string;
  webhookId: string;
};

/** InboundMessage and OutboundMessage, with what the live service adds to the documents. Pure. */
export function messageTold(
  { message, conversation }: { message: Message; conversation: Conversation },
  { locationId, appId, providerId, timestamp, webhookId }: Told,
  ids: Ids,
): Record<string, unknown> {
  const { direction, type } = message;
  const attributes = message.attributes as MessageAttributes;
  return {
    type: direction === 'inbound' ? 'InboundMessage' : 'OutboundMessage',
    ...{ locationId, versionId: appId, appId },
    contactId: shownContactId(conversation.contactId, ids),
    conversationId: ids.conversation.show(conversation.id),
    messageId: ids.message.show(message.threadId ?? message.id),
    dateAdded: new Date(shownTimeOf(message)).toISOString(),
    direction,
    messageType: wordOf(type),
    messageTypeId: typeNumber(type),
    messageTypeString: typeName(type),
    status: attributes.call?.status ?? message.status,
    body: attributes.html ?? message.text,
    contentType: attributes.html === undefined ? 'text/plain' : 'text/html',
    attachments: message.attachments.map(({ url }) => url),
    ...(attributes.userId === undefined ? {} : { userId: attributes.userId }),
    ...(direction === 'outbound' ? { source: attributes.source ?? 'app' } : {}),
    ...(providerId === null ? {} : { conversationProviderId: providerId }),
    ...(message.externalId === null ? {} : { altId: message.externalId }),
    ...(isEmailType(type) ? emailTold(message, providerId, ids) : {}),
    ...(isCallType(type) ? { callStatus: attributes.call?.status ?? null } : {}),
    ...{ timestamp, webhookId },
  };
}

/** ConversationUnreadUpdate is what the vendor calls it in the body. Pure. */
export function unreadTold(
  conversation: Conversation,
  { locationId, appId, timestamp, webhookId }: Told,
  ids: Ids,
): Record<string, unknown> {
  return {
    type: 'ConversationUnreadUpdate',
    ...{ locationId, versionId: appId, appId },
    id: ids.conversation.show(conversation.id),
    contactId: shownContactId(conversation.contactId, ids),
    deleted: false,
    inbox: true,
    starred: conversation.attributes['starred'] === true,
    unreadCount: conversation.unreadCount,
    ...{ timestamp, webhookId },
  };
}

function emailTold(message: Message, providerId: string | null, ids: Ids) {
  const { subject, emailFrom, emailTo, emailCc, emailBcc } =
    message.attributes as MessageAttributes;
  return {
    emailMessageId: ids.email.show(message.id),
    threadId: ids.message.show(message.threadId ?? message.id),
    provider: providerId === null ? 'smtp' : 'custom',
    from: emailFrom ?? '',
    to: emailTo === undefined ? [] : [emailTo],
    cc: emailCc ?? [],
    bcc: emailBcc ?? [],
    subject: subject ?? '',
  };
}

const WORDS: Record<string, string> = {
  EMAIL: 'Email',
  FACEBOOK: 'FB',
  INSTAGRAM: 'IG',
  WHATSAPP: 'WhatsApp',
  LIVE_CHAT: 'Live Chat',
  WEBCHAT: 'WebChat',
};

function wordOf(type: string | null): string {
  if (isCallType(type)) return 'CALL';
  if (type?.startsWith('CUSTOM') === true) return 'Custom';
  return WORDS[type ?? ''] ?? type ?? 'SMS';
}

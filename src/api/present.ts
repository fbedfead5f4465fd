import type { Acceptance } from '../domain/acceptance.ts';
import type { Business } from '../domain/business.ts';
import type { Channel } from '../domain/channel.ts';
import type { Conversation, LastMessage } from '../domain/conversation.ts';
import type { InletEvent } from '../domain/event.ts';
import type { Attachment, Message } from '../domain/message.ts';
import type { OutsideIds } from '../domain/outside-ids.ts';
import type { Participant } from '../domain/participant.ts';
import type { ReplyState } from '../domain/reply-state.ts';
import type { Webhook, WebhookSecret } from '../domain/webhook.ts';
import { shownTimeOf } from '../domain/written-at.ts';
import type { Attention } from '../inbox/reply-states.ts';
import { httpUrlOrNull } from '../lib/http-url.ts';
import type { Attempt, Copy, Delivery, Rejection, Token } from '../store/store.ts';
import { pathOfCopy } from './copies.ts';
import type { Copies } from './copies.ts';

/* The nouns of the API from those of the core: ids are text, times ISO 8601, links http or https. */

/** The seats of a conversation, with what is known of their pictures. */
export type Seats = {
  participants: readonly Participant[];
  copies: Copies;
  outsideIds: OutsideIds;
  /** Of its newest message that went out. */
  reply?: ReplyState | undefined;
};

/** What is shown around a message. */
export type Around = {
  sender: ShownSeat | undefined;
  copies: Copies;
  reply: ReplyState | undefined;
};

/** A seat by the id under which connectors know who has it. */
export type ShownSeat = Omit<Participant, 'externalId'> & { externalId: string | null };

const idText = (id: number) => String(id);
const idOrNull = (id: number | null) => (id === null ? null : String(id));
const timeText = (at: number) => new Date(at).toISOString();
const timeOrNull = (at: number | null) => (at === null ? null : timeText(at));

/** How a reply stands: the same wherever one is shown. Null for what was not written here. */
export function presentReply(reply: ReplyState | undefined) {
  if (reply === undefined) return null;
  const { messageId, until, ...rest } = reply;
  return { messageId: idText(messageId), ...rest, until: timeOrNull(until) };
}

export function presentChannel(channel: Channel, attention: Attention | null = null) {
  const { vendor, externalId, name, avatarUrl } = channel;
  return {
    id: idText(channel.id),
    vendor,
    externalId,
    name,
    avatarUrl: httpUrlOrNull(avatarUrl),
    isReadonly: channel.isReadonly,
    businessIds: channel.businessIds?.map(idText) ?? null,
    attention: attention && {
      reason: attention.reason,
      since: timeText(attention.since),
      reply: presentReply(attention.reply),
    },
    createdAt: timeText(channel.createdAt),
  };
}

export function presentBusiness(business: Business) {
  const { vendor, externalId, name, city, zipcode, country, formattedAddress } = business;
  return {
    id: idText(business.id),
    vendor,
    externalId,
    name,
    city,
    zipcode,
    country,
    formattedAddress,
    createdAt: timeText(business.createdAt),
  };
}

export function presentParticipant(participant: ShownSeat, copies: Copies = {}) {
  const { externalId, role, name, isPlaceholder, avatarUrl, contactId } = participant;
  return {
    id: idText(participant.id),
    externalId,
    role,
    name,
    isPlaceholder,
    avatarUrl: httpUrlOrNull(avatarUrl),
    avatar: avatarUrl === null ? null : pathOfCopy(copies[avatarUrl]),
    contactId: idOrNull(contactId),
  };
}

export function presentConversation(conversation: Conversation, seats: Seats) {
  const { participants, copies, outsideIds } = seats;
  const { vendor, status, link, unreadCount, last } = conversation;
  return {
    id: idText(conversation.id),
    vendor,
    channelId: idOrNull(conversation.channelId),
    externalId: outsideIds.ofConversation(conversation),
    contactId: idOrNull(conversation.contactId),
    businessId: idOrNull(conversation.businessId),
    status,
    assignedUserId: idOrNull(conversation.assignedUserId),
    link: httpUrlOrNull(link),
    unreadCount,
    lastMessage: last && presentLast(last),
    reply: presentReply(seats.reply),
    participants: participants.map((seat) => {
      const externalId = outsideIds.ofSeat(seat, conversation);
      return presentParticipant({ ...seat, externalId }, copies);
    }),
    createdAt: timeText(conversation.createdAt),
    updatedAt: timeText(conversation.updatedAt),
  };
}

function presentLast(last: LastMessage) {
  const { id, preview, direction, type } = last;
  return { id: idText(id), writtenAt: timeText(shownTimeOf(last)), preview, direction, type };
}

export function presentMessage(message: Message, { sender, copies, reply }: Around) {
  const { externalId, direction, type, status, text } = message;
  return {
    id: idText(message.id),
    channelId: idText(message.channelId),
    conversationId: idText(message.conversationId),
    externalId,
    direction,
    type,
    status,
    text,
    sender:
      sender === undefined
        ? null
        : {
            participantId: idText(sender.id),
            externalId: sender.externalId,
            name: sender.name,
            role: sender.role,
          },
    attachments: message.attachments.map((one) => presentAttachment(one, copies[one.url])),
    reply: presentReply(reply),
    link: httpUrlOrNull(message.link),
    replyBy: timeOrNull(message.replyBy),
    writtenAt: timeText(shownTimeOf(message)),
    receivedAt: timeText(message.receivedAt),
    updatedAt: timeText(message.updatedAt),
  };
}

function presentAttachment(attachment: Attachment, copy: Copy | undefined) {
  const { url, previewUrl, ...rest } = attachment;
  return {
    ...rest,
    url: httpUrlOrNull(url),
    previewUrl: httpUrlOrNull(previewUrl),
    copy: {
      state: copy?.state ?? 'waiting',
      reason: copy?.reason ?? null,
      url: pathOfCopy(copy),
      mediaType: copy?.file?.mediaType ?? null,
      size: copy?.file?.size ?? null,
    },
  };
}

export function presentAcceptance(acceptance: Acceptance) {
  return {
    id: idText(acceptance.id),
    verdict: acceptance.verdict,
    reason: acceptance.reason,
    conflict: acceptance.conflict,
    duplicateOf: idOrNull(acceptance.duplicateOf),
    vendor: acceptance.vendor,
    channelId: idText(acceptance.channelId),
    conversationId: idText(acceptance.conversationId),
    messageId: idText(acceptance.messageId),
    externalMessageId: acceptance.externalMessageId,
    receivedAt: timeText(acceptance.receivedAt),
  };
}

export function presentRejection(rejection: Rejection) {
  const { vendor, method, path, status, code, reason, body } = rejection;
  return {
    id: idText(rejection.id),
    vendor,
    method,
    path,
    status,
    code,
    reason,
    body,
    createdAt: timeText(rejection.createdAt),
  };
}

export function presentEvent(event: InletEvent) {
  return {
    id: idText(event.id),
    type: event.type,
    channelId: idOrNull(event.channelId),
    conversationId: idOrNull(event.conversationId),
    messageId: idOrNull(event.messageId),
    payload: withIdTexts(event.payload),
    createdAt: timeText(event.createdAt),
  };
}

/** `dueAt` only while an attempt lies ahead: when that is, or until when nothing happens. */
export function presentDelivery(
  delivery: Delivery,
  { now, reply }: { now: number; reply: ReplyState | undefined },
) {
  const { kind, state, outcome, wait, code, vendor, attemptCount, externalId } = delivery;
  const isAhead = state === 'due' || state === 'claimed' || state === 'calling';
  const beginsAt = isAhead ? now : null;
  return {
    id: idText(delivery.id),
    kind,
    state: state === 'claimed' || state === 'calling' ? ('attempting' as const) : state,
    outcome,
    reason: wait?.reason ?? delivery.reason,
    code,
    vendor,
    channelId: idOrNull(delivery.channelId),
    conversationId: idOrNull(delivery.conversationId),
    messageId: idOrNull(delivery.messageId),
    webhookId: idOrNull(delivery.webhookId),
    eventId: idOrNull(delivery.eventId),
    externalId,
    attemptCount,
    dueAt: timeOrNull(wait === null ? beginsAt : wait.until),
    replyBy: timeOrNull(delivery.replyBy),
    deadlineAt: isAhead ? timeOrNull(delivery.deadlineAt) : null,
    resendOf: idOrNull(delivery.resendOf),
    reply: presentReply(reply),
    createdAt: timeText(delivery.createdAt),
    settledAt: timeOrNull(delivery.settledAt),
  };
}

export function presentAttempt(attempt: Attempt) {
  const { startedAt, ...rest } = attempt;
  return { ...rest, startedAt: timeText(startedAt) };
}

export function presentWebhook(webhook: Webhook, secrets: WebhookSecret[]) {
  const { url, eventTypes, disabledReason } = webhook;
  return {
    id: idText(webhook.id),
    url,
    eventTypes,
    disabledReason,
    signing: secrets.map(({ kind, publicKey, createdAt, expiresAt }) => ({
      kind,
      publicKey,
      createdAt: timeText(createdAt),
      expiresAt: timeOrNull(expiresAt),
    })),
    createdAt: timeText(webhook.createdAt),
    updatedAt: timeText(webhook.updatedAt),
  };
}

/** The secret is not among what is stored. */
export function presentToken(token: Token) {
  const { vendor, kind, label } = token;
  return {
    id: idText(token.id),
    vendor,
    kind,
    label,
    lastFour: token.lastFour,
    scopes: JSON.parse(token.scopes) as string[],
    role: token.roleLimit,
    allowedAddresses:
      token.allowedAddresses === null ? [] : (JSON.parse(token.allowedAddresses) as string[]),
    createdAt: timeText(token.createdAt),
    expiresAt: timeOrNull(token.expiresAt),
    disabledAt: timeOrNull(token.disabledAt),
    revokedAt: timeOrNull(token.revokedAt),
    lastUsedAt: timeOrNull(token.lastUsedAt),
  };
}

/** Payloads name things by id as the core does; outside, ids are text. */
function withIdTexts(payload: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(payload).map(([name, value]) => [
    name,
    name.endsWith('Id') && typeof value === 'number' ? idText(value) : value,
  ]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}

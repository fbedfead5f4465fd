import type { Channel } from '../domain/channel.ts';
import type { Contact } from '../domain/contact.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type { Participant } from '../domain/participant.ts';
import type { ReplyState } from '../domain/reply-state.ts';
import type { Attention } from '../inbox/reply-states.ts';
import { shownTimeOf } from '../domain/written-at.ts';
import { httpUrlOrNull } from '../lib/http-url.ts';
import { oneLine } from './quote.ts';

/* The core's nouns in the flat shapes of shapes.ts. */

const idText = (id: number | null) => (id === null ? undefined : String(id));
const timeText = (at: number) => new Date(at).toISOString();

/** Without the fields that have no value. */
export function compact<T extends Record<string, unknown>>(fields: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** How a reply stands; undefined for what was not written here. */
export function presentReply(reply: ReplyState | undefined): Record<string, unknown> | undefined {
  if (reply === undefined) return undefined;
  const { messageId, state, reason, code, until, attempt, attempts } = reply;
  return compact({
    message_id: String(messageId),
    state,
    reason: reason === null ? undefined : oneLine(reason),
    code,
    until: until === null ? undefined : timeText(until),
    attempt,
    attempts,
  });
}

/** What is wrong with a channel, where something is: its connector refuses what it is sent. */
type Problem = Attention | undefined;

export function presentChannel(channel: Channel, attention: Problem): Record<string, unknown> {
  const { vendor, externalId, name } = channel;
  return compact({
    id: String(channel.id),
    vendor,
    external_id: externalId,
    name: oneLine(name),
    health: attention === undefined ? 'ok' : 'needs_attention',
    problem: attention && oneLine(attention.reason),
    reply: attention && presentReply(attention.reply),
  });
}

export function presentConversation(
  conversation: Conversation,
  seats: readonly Participant[],
): Record<string, unknown> {
  const { vendor, externalId, status, unreadCount, last } = conversation;
  const contact = seats.find(({ role }) => role === 'contact');
  return compact({
    id: String(conversation.id),
    vendor,
    channel_id: idText(conversation.channelId),
    // One across channels has no id from outside.
    external_id: conversation.channelId === null ? undefined : externalId,
    contact_id: idText(conversation.contactId ?? contact?.contactId ?? null),
    contact_name: contact === undefined ? undefined : oneLine(contact.name),
    status,
    assigned_user_id: idText(conversation.assignedUserId),
    unread_count: unreadCount,
    last_message: last?.preview,
    last_message_at: last === null ? undefined : timeText(shownTimeOf(last)),
  });
}

export function presentContact(contact: Contact): Record<string, unknown> {
  const { vendor, externalId, name, email, phone } = contact;
  return compact({
    id: String(contact.id),
    vendor,
    channel_id: idText(contact.channelId),
    external_id: externalId,
    name: name === null ? undefined : oneLine(name),
    email: email === null ? undefined : oneLine(email),
    phone: phone === null ? undefined : oneLine(phone),
  });
}

/** Of a message in a thread; messages_get shows the rest of a longer one. */
const LONGEST_TEXT = 2_000;

export function presentMessage(
  message: Message,
  { sender, reply }: { sender: Participant | undefined; reply: ReplyState | undefined },
  longest: number = LONGEST_TEXT,
): Record<string, unknown> {
  const { direction, text, status } = message;
  const attachments = message.attachments.map(({ name, mimeType, url }) =>
    compact({ name: oneLine(name ?? ''), type: mimeType, url: httpUrlOrNull(url) }),
  );
  return compact({
    id: String(message.id),
    direction,
    sender: oneLine(sender?.name ?? 'unknown'),
    text: text.length > longest ? text.slice(0, longest).toWellFormed() : text,
    cut_characters: text.length > longest ? text.length - longest : undefined,
    status,
    reply: presentReply(reply),
    written_at: timeText(shownTimeOf(message)),
    attachments: attachments.length === 0 ? undefined : attachments,
  });
}

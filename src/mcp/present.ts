import type { Static } from 'typebox';
import {
  presentChannel as showChannel,
  presentConversation as showConversation,
  presentMessage as showMessage,
  presentReply as showReply,
} from '../api/present.ts';
import type { Channel } from '../domain/channel.ts';
import type { Contact } from '../domain/contact.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import type { OutsideIds } from '../domain/outside-ids.ts';
import type { Participant } from '../domain/participant.ts';
import type { ReplyState } from '../domain/reply-state.ts';
import type { Attention } from '../inbox/reply-states.ts';
import { compact } from '../lib/compact.ts';
import { oneLine } from './quote.ts';
import type * as shapes from './shapes.ts';

/* The nouns as the API shows them, in the flat shapes of shapes.ts: what each says is said once. */

/** Text from outside on one line. */
export const lineOrNull = (text: string | null) => (text === null ? null : oneLine(text));

/** How a reply stands; undefined for what was not written here. */
export function presentReply(
  reply: ReplyState | undefined,
): Static<typeof shapes.Reply> | undefined {
  const shown = showReply(reply);
  if (shown === null) return undefined;
  const { messageId, state, reason, ...rest } = shown;
  return compact({ message_id: messageId, state, reason: lineOrNull(reason), ...rest });
}

/** What is wrong with a channel, where something is: its connector refuses what it is sent. */
type Problem = Attention | undefined;

export function presentChannel(
  channel: Channel,
  attention: Problem,
): Static<typeof shapes.Channel> {
  const { id, vendor, externalId, name } = showChannel(channel);
  return compact({
    ...{ id, vendor, external_id: externalId, name: oneLine(name) },
    health: attention === undefined ? 'ok' : 'needs_attention',
    problem: attention && oneLine(attention.reason),
    reply: attention && presentReply(attention.reply),
  });
}

/** As its connector calls it; one across channels has no id from outside. */
const AS_GIVEN: OutsideIds = {
  ofConversation: ({ channelId, externalId }) => (channelId === null ? null : externalId),
  ofSeat: ({ externalId }) => externalId,
};

export function presentConversation(
  conversation: Conversation,
  seats: readonly Participant[],
): Static<typeof shapes.Conversation> {
  const shown = showConversation(conversation, {
    ...{ participants: seats, copies: {}, outsideIds: AS_GIVEN },
  });
  const { id, vendor, status, lastMessage } = shown;
  const contact = shown.participants.find(({ role }) => role === 'contact');
  return compact({
    id,
    vendor,
    channel_id: shown.channelId,
    external_id: shown.externalId,
    contact_id: shown.contactId ?? contact?.contactId,
    contact_name: contact && oneLine(contact.name),
    status,
    assigned_user_id: shown.assignedUserId,
    unread_count: shown.unreadCount,
    last_message: lastMessage?.preview,
    last_message_at: lastMessage?.writtenAt,
  });
}

export function presentContact(contact: Contact): Static<typeof shapes.Contact> {
  const { id, vendor, channelId, externalId, name, email, phone } = contact;
  return compact({
    id: String(id),
    vendor,
    channel_id: channelId === null ? null : String(channelId),
    external_id: externalId,
    name: lineOrNull(name),
    email: lineOrNull(email),
    phone: lineOrNull(phone),
  });
}

/** Of a message in a thread; messages_get shows the rest of a longer one. */
const LONGEST_TEXT = 2_000;

export function presentMessage(
  message: Message,
  { sender, reply }: { sender: Participant | undefined; reply: ReplyState | undefined },
  longest: number = LONGEST_TEXT,
): Static<typeof shapes.Message> {
  const shown = showMessage(message, { sender, reply, copies: {} });
  const { id, direction, text, status } = shown;
  const attachments = shown.attachments.map(({ name, mimeType, url }) =>
    compact({ name: oneLine(name ?? ''), type: mimeType, url }),
  );
  return compact({
    id,
    direction,
    sender: oneLine(shown.sender?.name ?? 'unknown'),
    text: text.length > longest ? text.slice(0, longest).toWellFormed() : text,
    cut_characters: text.length > longest ? text.length - longest : undefined,
    status,
    reply: presentReply(reply),
    written_at: shown.writtenAt,
    attachments: attachments.length === 0 ? undefined : attachments,
  });
}

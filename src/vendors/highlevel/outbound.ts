import { hash } from 'node:crypto';
import type { Contact } from '../../domain/contact.ts';
import type { OutgoingReply } from '../../domain/delivery.ts';
import type { ProviderKind } from './capabilities.ts';
import type { Ids } from './ids.ts';
import type { MessageAttributes } from './inbound.ts';
import { isEmailType } from './message-types.ts';
import { known } from './present.ts';

export type Addressed = {
  locationId: string;
  contact: Contact;
  /** Of the provider that the reply goes to. */
  kind: ProviderKind;
};

/**
 * What a delivery URL is posted (facts 6). `messageId` and `webhookId` stay the same when a post is
 * repeated, so that its receiver knows it again. Pure.
 */
export function toCallback(
  reply: Pick<OutgoingReply, 'deliveryId' | 'channel' | 'message' | 'replyTo' | 'authorUserId'>,
  { locationId, contact, kind }: Addressed,
  ids: Ids,
  now: number,
): Record<string, unknown> {
  const { message, channel, replyTo, authorUserId } = reply;
  const attributes = message.attributes as MessageAttributes;
  const author = authorUserId === null ? undefined : ids.user.show(authorUserId);
  const isEmail = isEmailType(message.type) || kind === 'email' || kind === 'customEmail';
  return {
    contactId: ids.contact.show(contact.id),
    locationId,
    messageId: ids.message.show(message.threadId ?? message.id),
    type: typeOf(message.type, kind),
    ...known({ userId: attributes.userId ?? author, replyToAltId: replyTo?.externalId }),
    attachments: message.attachments.map(({ url }) => url),
    ...(isEmail
      ? emailFields(reply.message, contact, ids)
      : known({ phone: attributes.toNumber ?? contact.phone, message: message.text })),
    conversationId: ids.conversation.show(message.conversationId),
    conversationProviderId: channel.externalId,
    timestamp: new Date(now).toISOString(),
    webhookId: webhookIdOf(reply.deliveryId, message.id),
  };
}

function emailFields(message: OutgoingReply['message'], contact: Contact, ids: Ids) {
  const { html, subject, emailFrom, emailTo, emailCc, emailBcc } =
    message.attributes as MessageAttributes;
  const to = emailTo ?? contact.email;
  return {
    emailMessageId: ids.email.show(message.id),
    emailTo: to === null ? [] : [to],
    ...known({ emailFrom, emailCc, emailBcc, subject }),
    html: html ?? escapeHtml(message.text),
    message: message.text,
  };
}

/** The live service says `Custom` for additional providers (facts 6). */
function typeOf(type: string | null, kind: ProviderKind): 'SMS' | 'Email' | 'Custom' {
  if (type?.startsWith('CUSTOM') === true || kind === 'customSms' || kind === 'customEmail') {
    return 'Custom';
  }
  return isEmailType(type) || kind === 'email' ? 'Email' : 'SMS';
}

/** A uuid that says which post this is, the same for each attempt at it. */
export function webhookIdOf(deliveryId: number, subjectId: number): string {
  const digest = hash('sha256', `${deliveryId}/${subjectId}`);
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

function escapeHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replaceAll('\n', '<br>');
}

import { hash } from 'node:crypto';
import type { Contact } from '../../domain/contact.ts';
import type { OutgoingReply } from '../../domain/delivery.ts';
import type { DeliveryType, ProviderKind } from './capabilities.ts';
import type { Ids } from './ids.ts';
import type { MessageAttributes } from './inbound.ts';
import { addressesIn } from './inherit.ts';
import { isEmailType } from './message-types.ts';
import { known } from './present.ts';
import type { HighLevelSettings } from './settings.ts';

export type Addressed = {
  locationId: string;
  contact: Contact;
  /** Of the provider that the reply goes to. */
  kind: ProviderKind;
  /** What the workspace goes by, and what the provider itself is posted where that was said. */
  rules: HighLevelSettings['providerRules'];
  deliveryType: DeliveryType | null;
};

/**
 * What a delivery URL is posted (docs/highlevel.md#delivery-posts). `messageId` and `webhookId`
 * stay the same when a post is repeated, so that its receiver knows it again. Pure.
 */
export function toCallback(
  reply: Pick<OutgoingReply, 'deliveryId' | 'channel' | 'message' | 'replyTo' | 'authorUserId'>,
  addressed: Addressed,
  ids: Ids,
  now: number,
): Record<string, unknown> {
  const { locationId, contact, kind } = addressed;
  const { message, channel, replyTo, authorUserId } = reply;
  const attributes = message.attributes as MessageAttributes;
  const author = authorUserId === null ? undefined : ids.user.show(authorUserId);
  const isEmail = isEmailType(message.type) || kind === 'email' || kind === 'customEmail';
  return {
    contactId: ids.contact.show(contact.id),
    locationId,
    messageId: ids.message.show(message.threadId ?? message.id),
    type: typeOf(message.type, addressed),
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
  const to = addressesIn(emailTo ?? contact.email ?? undefined);
  return {
    emailMessageId: ids.email.show(message.id),
    emailTo: to,
    ...known({ emailFrom, emailCc, emailBcc, subject }),
    html: html ?? escapeHtml(message.text),
    message: message.text,
  };
}

/**
 * The documented types are SMS and Email; the live service says `Custom` for additional providers. The
 * workspace's providerRules decide, unless the provider says which it takes.
 * https://marketplace.gohighlevel.com/docs/webhook/ProviderOutboundMessage
 */
function typeOf(type: string | null, { kind, rules, deliveryType }: Addressed): DeliveryType {
  if (deliveryType !== null) return deliveryType;
  const isAdditional = kind === 'customSms' || kind === 'customEmail';
  if (rules !== 'docs' && (isAdditional || type?.startsWith('CUSTOM') === true)) return 'Custom';
  return isEmailType(type) || kind === 'email' || kind === 'customEmail' ? 'Email' : 'SMS';
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

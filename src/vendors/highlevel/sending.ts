import type { Attachment } from '../../domain/message.ts';
import type { MessageAttributes } from './inbound.ts';
import { attributesOf, toAttachments } from './inbound.ts';
import type { SendBody } from './schemas/send.ts';

/* A request to send as the core's reply. Pure. */

/** `scheduledTimestamp` is in seconds; 0 is none. */
export function sendAtOf({ scheduledTimestamp }: SendBody): number | null {
  return scheduledTimestamp ? scheduledTimestamp * 1_000 : null;
}

export function toSendAttachments({ attachments }: SendBody): Attachment[] {
  return toAttachments(attachments ?? []);
}

export function attributesToSend(body: SendBody): MessageAttributes {
  const attributes: MessageAttributes = { ...attributesOf(body), source: 'api' };
  const at = sendAtOf(body);
  if (at !== null) attributes.scheduledAt = at;
  if (body.userId) attributes.userId = body.userId;
  if (body.fromNumber) attributes.fromNumber = body.fromNumber;
  if (body.toNumber) attributes.toNumber = body.toNumber;
  return attributes;
}

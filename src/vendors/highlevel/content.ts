import { HighLevelRefusal, MESSAGE_TEXTS } from './errors.ts';
import type { InboundBody } from './schemas/inbound.ts';
import type { SendBody } from './schemas/send.ts';
import { isCallType, storedType } from './message-types.ts';

/* A message says something, or is refused: a connector that names its text `body` would lose it. */

/** What is sent: an e-mail reads `html` alone (docs/highlevel.md#sent-messages). */
export function requireContentToSend({ type, message, html, attachments }: SendBody): void {
  const said = type === 'Email' ? html : message;
  if (!said && isEmpty(attachments)) throw noContent();
}

/** What is posted: a call says something as it is, and an e-mail with its subject alone. */
export function requireContentPosted(body: InboundBody): void {
  const { type, message, html, subject, attachments, call } = body;
  if (isCallType(storedType(type, null, false)) || call !== undefined) return;
  if (!message && !html && !subject && isEmpty(attachments)) throw noContent();
}

function isEmpty(attachments: readonly string[] | undefined): boolean {
  return (attachments ?? []).length === 0;
}

function noContent(): HighLevelRefusal {
  return new HighLevelRefusal(422, MESSAGE_TEXTS.noContent, {
    status: 422,
    canonicalCode: 'CONVERSATIONS_MSG_NO_CONTENT',
  });
}

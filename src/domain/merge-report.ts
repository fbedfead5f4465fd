import type { AcceptCommand } from './accept-command.ts';
import type { Message } from './message.ts';
import { advanceStatus } from './status.ts';

/**
 * Lets what a connector says of a reply change it in place, and returns the names of the fields that
 * changed. A reply was written here: the connector tells how far it came, and the text as it went
 * out where that is another one. It takes nothing away, and never makes it a message of the contact.
 */
export function mergeReport(
  message: Message,
  { message: said, receivedAt }: AcceptCommand,
): string[] {
  const fields: string[] = [];
  const status = advanceStatus(message.status, said.status);
  if (status !== message.status) {
    message.status = status;
    fields.push('status');
  }
  if (said.text !== '' && said.text !== message.text) {
    message.text = said.text;
    fields.push('text');
  }
  if (message.attachments.length === 0 && (said.attachments ?? []).length > 0) {
    message.attachments = said.attachments ?? [];
    fields.push('attachments');
  }
  if (message.link === null && said.link !== undefined) {
    message.link = said.link;
    fields.push('link');
  }
  if (fields.length > 0) message.updatedAt = receivedAt;
  return fields;
}

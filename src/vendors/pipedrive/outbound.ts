import type { FormPart, OutgoingReply } from '../../domain/delivery.ts';

/** A seat, as far as postMessage needs it. */
export type Seat = { externalId: string; role: 'business' | 'contact' };

export type OutboundFile = { filename: string; content: Blob };

/**
 * The parts of postMessage (docs/pipedrive.md#replies), or why they cannot be made. Recipients go
 * one a part, under `recipientIds[]`: under the name without brackets the vendor's own sample
 * addresses nobody. No id of ours goes along: the vendor defines none, so that a repeat could not
 * be told from a new message.
 */
export function toForm(
  reply: Pick<OutgoingReply, 'conversation'>,
  text: string,
  seats: readonly Seat[],
  files: readonly OutboundFile[],
): { form: FormPart[] } | { refusal: string } {
  const source = seats.find(({ role }) => role === 'business');
  const recipients = seats.filter(({ role }) => role === 'contact');
  if (source === undefined) {
    return { refusal: 'The connector has not said who answers for the business (source_user).' };
  }
  if (recipients.length === 0) {
    return { refusal: 'The connector has not said whom the conversation is with (end_user).' };
  }
  return {
    form: [
      { name: 'message', value: text },
      { name: 'senderId', value: source.externalId },
      { name: 'conversationId', value: reply.conversation.externalId },
      ...recipients.map(({ externalId: value }) => ({ name: 'recipientIds[]', value })),
      ...files.map((file) => ({ name: 'files', ...file })),
    ],
  };
}

import type { Message } from './message.ts';
import type { Status } from './status.ts';

/** What became of an accepted request, for ever: its sender can look it up by id. */
export type Verdict = 'stored' | 'updated' | 'duplicate';

export type Acceptance = {
  id: number;
  workspaceId: number;
  verdict: Verdict;
  /** Why the verdict is not `stored`, or what of it was not taken up, in words for the sender. */
  reason: string | null;
  /** The fields in which a duplicate differs from what is stored, where first wins. */
  conflict: string[] | null;
  /** The acceptance's message when the verdict is `duplicate`. */
  duplicateOf: number | null;
  vendor: string;
  channelId: number;
  conversationId: number;
  messageId: number;
  externalMessageId: string | null;
  receivedAt: number;
};

/** What a request came to, and why. */
export type Found = Pick<Acceptance, 'verdict' | 'reason'> & { conflict?: string[] | null };

type Accepted = Pick<Message, 'id' | 'workspaceId' | 'channelId' | 'conversationId' | 'externalId'>;

/** The record of a request that was about this message. */
export function acceptanceOf(
  id: number,
  message: Accepted,
  { verdict, reason, conflict = null }: Found,
  { vendor, receivedAt }: Pick<Acceptance, 'vendor' | 'receivedAt'>,
): Acceptance {
  return {
    id,
    workspaceId: message.workspaceId,
    verdict,
    reason,
    conflict,
    duplicateOf: verdict === 'duplicate' ? message.id : null,
    vendor,
    channelId: message.channelId,
    conversationId: message.conversationId,
    messageId: message.id,
    externalMessageId: message.externalId,
    receivedAt,
  };
}

/** Of a later word on a stored message, by the fields in which it changed that. */
export function foundBy(fields: readonly string[]): Found {
  return fields.length === 0
    ? { verdict: 'duplicate', reason: 'the stored message already says this' }
    : { verdict: 'updated', reason: `changed: ${fields.join(', ')}` };
}

/** Of a report on a delivery that another one has replaced: it changes nothing. */
export function foundOfEarlier(status: Status): Found {
  const reason = `it reports ${status} of an earlier delivery of the message`;
  return { verdict: 'duplicate', reason };
}

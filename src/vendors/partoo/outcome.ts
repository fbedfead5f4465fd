import Type from 'typebox';
import type { Acceptance } from '../../domain/acceptance.ts';
import type { Business } from '../../domain/business.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { shownTimeOf } from '../../domain/written-at.ts';
import type { Store } from '../../store/store.ts';
import type { PartooPrincipal } from './auth.ts';
import { VENDOR } from './capabilities.ts';
import { formatTime } from './date.ts';
import { statusOf } from './present.ts';
import { missing } from './related.ts';

/** What became of an ingested message: the newest verdict, and the message that is stored. */
type Outcome = {
  channelId: string;
  acceptance: Acceptance;
  message: Message;
  conversation: Conversation;
  business: Business | undefined;
};

export async function findOutcome(
  { read }: Pick<Store, 'read'>,
  { workspaceId, appId }: PartooPrincipal,
  { channelId, messageId }: { channelId: string; messageId: string },
): Promise<Outcome> {
  const channel = await read.findChannel({ workspaceId, appId, externalId: channelId });
  if (channel === null) throw missing();
  const [acceptance] = await read.listAcceptances({
    workspaceId,
    vendor: VENDOR,
    channelId: channel.id,
    channelExternalId: null,
    messageExternalId: messageId,
    beforeId: null,
    limit: 1,
  });
  if (acceptance === undefined) throw missing();
  const [message, conversation] = await Promise.all([
    read.findMessage({ workspaceId, id: acceptance.messageId }),
    read.findConversation({ workspaceId, id: acceptance.conversationId }),
  ]);
  // Deleted in between.
  if (message === null || conversation === null) throw missing();
  const ids = conversation.businessId === null ? [] : [conversation.businessId];
  const [business] = await read.businessesById({ workspaceId, ids });
  return { channelId, acceptance, message, conversation, business };
}

export function presentOutcome({
  channelId,
  acceptance,
  message,
  conversation,
  business,
}: Outcome) {
  return {
    channel_id: channelId,
    external_message_id: message.externalId,
    external_conversation_id: conversation.externalId,
    business_id: business?.externalId ?? null,
    message_id: message.id,
    conversation_id: conversation.id,
    status: statusOf(message.status),
    sent_at: formatTime(shownTimeOf(message)),
    received_at: formatTime(message.receivedAt),
    last_received_at: formatTime(acceptance.receivedAt),
    acceptance_id: acceptance.id,
    verdict: acceptance.verdict,
    reason: acceptance.reason,
    conflict: acceptance.conflict,
    duplicate_of: acceptance.duplicateOf,
  };
}

const orNull = (type: string, description?: string) =>
  Type.Unsafe<unknown>({ type: [type, 'null'], ...(description && { description }) });

export const outcomeAnswer = Type.Object({
  channel_id: Type.String(),
  external_message_id: Type.String(),
  external_conversation_id: Type.String(),
  business_id: Type.String(),
  message_id: Type.Integer(),
  conversation_id: Type.Integer(),
  status: Type.Enum(['Sending', 'Success', 'Failed']),
  sent_at: Type.String(),
  received_at: Type.String({ description: 'When the first copy came.' }),
  last_received_at: Type.String({ description: 'When the newest copy came.' }),
  acceptance_id: Type.Integer(),
  verdict: Type.Enum(['stored', 'duplicate'], { description: 'Of the newest copy.' }),
  reason: orNull('string'),
  conflict: orNull('array', 'In what the newest copy differed from what is stored.'),
  duplicate_of: orNull('integer', 'The message_id, where the newest copy was a duplicate.'),
});

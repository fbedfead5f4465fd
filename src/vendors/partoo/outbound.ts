import type { Message } from '../../domain/message.ts';
import { presentConversation, presentMessage } from './present.ts';
import type { ConversationContext } from './present.ts';
import type { EventTypeName } from './webhooks.ts';

/**
 * What a webhook is told of a message: the frame of message_updated, which message_created shares
 * (docs/partoo.md#webhook-rules). `custom_channel` lets the sender find its own conversation and
 * message. Pure.
 */
export function messagePayload(
  type: EventTypeName,
  message: Message,
  context: ConversationContext,
  organizationId: number,
) {
  const shown = presentConversation(context);
  return {
    type,
    payload: {
      message: presentMessage(message, context),
      conversation: {
        id: shown.id,
        consumer_img: shown.consumer_img,
        consumer_name: shown.consumer_name,
        business: { id: shown.business?.id ?? null },
        messaging_partner: shown.messaging_partner,
        custom_channel: shown.custom_channel,
      },
      org_id: organizationId,
    },
  };
}

/** A test call without a message to tell of. */
export function samplePayload(type: EventTypeName, organizationId: number) {
  const message = {
    id: 123,
    conversation_id: 123,
    date: '2023-01-31 16:22:17.327878+00:00',
    content_type: 'Text',
    sender_type: 'User',
    sender_label: 'Jane Doe',
    status: 'Sending',
    is_deleted: false,
    content: '...',
    user_id: '...',
    custom_channel: null,
  };
  const conversation = {
    id: 123,
    consumer_img: 'https://www.example.com/profile-picture.jpg',
    consumer_name: 'John Doe',
    business: { id: '5409c35a97bbc544d8e26737' },
    messaging_partner: 'CustomChannel',
    custom_channel: null,
  };
  return { type, payload: { message, conversation, org_id: organizationId } };
}

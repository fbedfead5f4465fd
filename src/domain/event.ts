/** What happened, as the event log says it. Payloads hold ids and field names, never content. */
export const EVENT_TYPES = [
  'channel.created',
  'channel.deleted',
  'channel.updated',
  'contact.created',
  'contact.deleted',
  'contact.updated',
  'conversation.created',
  'conversation.deleted',
  'conversation.imported',
  'conversation.updated',
  'delivery.updated',
  'message.created',
  'message.merged',
  'message.updated',
  'participant.updated',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** An ordered durable fact. `id` grows in commit order within a workspace. */
export type InletEvent = {
  id: number;
  workspaceId: number;
  type: EventType;
  channelId: number | null;
  conversationId: number | null;
  messageId: number | null;
  payload: Record<string, unknown>;
  createdAt: number;
};

export type NewEvent = Omit<InletEvent, 'id'>;

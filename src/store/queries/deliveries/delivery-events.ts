import type { DeliveryState } from '../../../domain/delivery-state.ts';
import type { NewEvent } from '../../../domain/event.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';

type Told = Pick<DeliveryRow, 'workspaceId' | 'id' | 'channelId' | 'conversationId' | 'messageId'>;

export function deliveryEvent(
  delivery: Told,
  state: DeliveryState,
  now: number,
  conflictingMessageId?: number,
): NewEvent {
  const { workspaceId, channelId, conversationId, messageId, id } = delivery;
  return {
    workspaceId,
    type: 'delivery.updated',
    channelId,
    conversationId,
    messageId,
    payload: {
      deliveryId: id,
      state,
      ...(conflictingMessageId !== undefined && { conflictingMessageId }),
    },
    createdAt: now,
  };
}

export function messageEvent(delivery: Told, fields: string[], now: number): NewEvent {
  const { workspaceId, channelId, conversationId, messageId } = delivery;
  return {
    workspaceId,
    type: 'message.updated',
    channelId,
    conversationId,
    messageId,
    payload: { fields },
    createdAt: now,
  };
}

import type { NewEvent } from '../../../domain/event.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { unanswer } from '../conversations/answered-unread.ts';
import { messageEvent } from '../deliveries/delivery-events.ts';
import { moveStatus } from '../messages/message-status.ts';

type Reply = Pick<DeliveryRow, 'workspaceId' | 'id' | 'channelId' | 'conversationId' | 'messageId'>;

/**
 * A reply does not go out, because a person said so: its message is failed, and what it answered is
 * unread again. Answers what happened. The conversation has to be locked.
 */
export async function takeBack(
  tx: WriteTransaction,
  reply: Reply,
  now: number,
): Promise<NewEvent[]> {
  const { workspaceId, conversationId, messageId } = reply;
  if (conversationId === null || messageId === null) return [];
  const isMoved = await moveStatus(tx, reply, 'failed', { now });
  const unread = await unanswer(tx, { workspaceId, conversationId, messageId }, now);
  return [
    ...(isMoved ? [messageEvent(reply, ['status'], now)] : []),
    ...(unread === null ? [] : [unread]),
  ];
}

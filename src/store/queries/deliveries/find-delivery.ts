import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';

type Key = { workspaceId: number; id: number };

export async function findDeliveryRow(
  tx: WriteTransaction,
  { workspaceId, id }: Key,
  options = { holds: false },
): Promise<DeliveryRow | undefined> {
  const query = tx.db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id);
  return (options.holds ? tx.hold(query) : query).executeTakeFirst();
}

/** The same with its conversation locked first, where it has one. */
export async function lockDelivery(
  tx: WriteTransaction,
  key: Key,
): Promise<DeliveryRow | undefined> {
  const found = await findDeliveryRow(tx, key);
  if (found === undefined) return undefined;
  if (found.conversationId !== null) {
    await tx.lockConversations(key.workspaceId, [found.conversationId]);
  }
  return findDeliveryRow(tx, key, { holds: true });
}

/** The newest delivery of a message: what became of it is told by that one. */
export async function newestDelivery(
  tx: WriteTransaction,
  { workspaceId, id: messageId }: Key,
): Promise<DeliveryRow | undefined> {
  const newest = tx.db
    .selectFrom('deliveries')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('messageId', '=', messageId)
    .where('kind', '=', 'reply')
    .orderBy('id', 'desc')
    .limit(1);
  return tx.hold(newest).executeTakeFirst();
}

import type { WriteTransaction } from '../../transaction.ts';

type Some = { workspaceId: number; ids: readonly number[] };

/** Removes what was to be handed over of these messages, and how that went. */
export async function removeDeliveriesOf(
  tx: WriteTransaction,
  { workspaceId, ids: messageIds }: Some,
): Promise<void> {
  const rows = await tx.db
    .selectFrom('deliveries')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('messageId', 'in', messageIds)
    .execute();
  await removeDeliveries(tx, { workspaceId, ids: rows.map(({ id }) => id) });
  for (const table of ['replies', 'scheduledReplies', 'formerIdentities'] as const) {
    const one = table as 'replies';
    await tx.db
      .deleteFrom(one)
      .where('workspaceId', '=', workspaceId)
      .where('messageId', 'in', messageIds)
      .execute();
  }
}

/** Removes deliveries with their attempts. */
export async function removeDeliveries(
  tx: WriteTransaction,
  { workspaceId, ids }: Some,
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .deleteFrom('attempts')
    .where('workspaceId', '=', workspaceId)
    .where('deliveryId', 'in', ids)
    .execute();
  await tx.db
    .deleteFrom('deliveries')
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
}

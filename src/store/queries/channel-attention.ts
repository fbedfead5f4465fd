import type { ChannelAttentionRow } from '../tables/delivery.ts';
import type { Reader, WriteTransaction } from '../transaction.ts';

export const reads = {
  /** What is wrong with the workspace's channels, by channel. */
  async listAttention(
    db: Reader,
    input: { workspaceId: number },
  ): Promise<Record<number, { reason: string; since: number }>> {
    const rows = await db
      .selectFrom('channelAttention')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .execute();
    return Object.fromEntries(
      rows.map(({ channelId, reason, since }) => [channelId, { reason, since }]),
    );
  },
};

/** Says that a channel needs a person; `since` stays while it does. False when it said so already. */
export async function needAttention(
  tx: WriteTransaction,
  row: ChannelAttentionRow,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('channelAttention')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'channelId']).doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when nothing was wrong with it. */
export async function clearAttention(
  tx: WriteTransaction,
  { workspaceId, channelId }: { workspaceId: number; channelId: number },
): Promise<boolean> {
  const deleted = await tx.db
    .deleteFrom('channelAttention')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

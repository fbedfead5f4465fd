import type { WriteTransaction } from '../../transaction.ts';
import { openReplyDelivery } from '../deliveries/open-delivery.ts';

type Due = { now: number; limit: number };

export const writes = {
  /** Opens the deliveries of replies whose time has come, each at the end of its line. */
  async openScheduledReplies(tx: WriteTransaction, { now, limit }: Due): Promise<number> {
    const due = tx.db
      .selectFrom('scheduledReplies')
      .selectAll()
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .limit(limit);
    const rows = await tx.hold(due, { stepOverHeld: true }).execute();
    for (const { dueAt: _, ...row } of rows) {
      await tx.lockConversations(row.workspaceId, [row.conversationId]);
      await openReplyDelivery(tx, { ...row, resendOf: null, now });
      await remove(tx, row);
    }
    return rows.length;
  },
};

function remove(tx: WriteTransaction, key: { workspaceId: number; messageId: number }) {
  return tx.db
    .deleteFrom('scheduledReplies')
    .where('workspaceId', '=', key.workspaceId)
    .where('messageId', '=', key.messageId)
    .execute();
}

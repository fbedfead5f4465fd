import { appReceiver, channelsOfApp } from '../../../domain/receiver.ts';
import type { DeliveryRow } from '../../tables/deliveries.ts';
import type { WriteTransaction } from '../../transaction.ts';
import { isHeld } from './delivery-states.ts';
import { linesOf, rejoinLines } from './open-delivery.ts';

/** Whose replies can go on: those to an app, or those to a vendor's connectors in a workspace. */
export type Released = { appId: number } | { workspaceId: number; vendor: string };

export const writes = {
  /**
   * Lets replies go that had nobody to call; answers how many. They go back into their lines, so
   * that those of one line go out one after the other.
   */
  async releaseHeld(
    tx: WriteTransaction,
    { now, ...which }: Released & { now: number },
  ): Promise<number> {
    // Conversations before deliveries, as everywhere.
    await lockConversationsOf(tx, await findHeld(tx, which).execute());
    const rows = await tx.hold(findHeld(tx, which)).execute();
    for (const { workspaceId, id, replyBy } of rows) {
      await tx.db
        .updateTable('deliveries')
        .set({ state: 'waiting', dueAt: now, deadlineAt: replyBy, reason: null })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
    }
    const lines = new Map(linesOf(rows).map((line) => [JSON.stringify(line), line]));
    await rejoinLines(tx, [...lines.values()], now);
    return rows.length;
  },
};

function findHeld(tx: WriteTransaction, which: Released) {
  const held = tx.db
    .selectFrom('deliveries')
    .select(['workspaceId', 'id', 'conversationId', 'channelId', 'replyBy'])
    .orderBy('id');
  if (!('appId' in which)) {
    const { workspaceId, vendor } = which;
    return held
      .where('workspaceId', '=', workspaceId)
      .where('state', '=', 'held')
      .where('vendor', '=', vendor);
  }
  const { from, to } = channelsOfApp(appReceiver(which.appId));
  return held.where(isHeld).where('receiver', '>=', from).where('receiver', '<', to);
}

type Held = Pick<DeliveryRow, 'workspaceId' | 'conversationId'>;

async function lockConversationsOf(tx: WriteTransaction, rows: readonly Held[]): Promise<void> {
  const byWorkspace = Map.groupBy(rows, ({ workspaceId }) => workspaceId);
  for (const [workspaceId, some] of [...byWorkspace].sort(([a], [b]) => a - b)) {
    const ids = new Set(some.flatMap(({ conversationId }) => conversationId ?? []));
    await tx.lockConversations(workspaceId, [...ids]);
  }
}

import { appReceiver } from '../../domain/receiver.ts';
import type { WriteTransaction } from '../transaction.ts';
import { isHeld } from './delivery-states.ts';
import { deadlineOf } from './open-delivery.ts';

/** Whose replies can go on: those to an app, or those to a vendor's connectors in a workspace. */
export type Released = { appId: number } | { workspaceId: number; vendor: string };

export const writes = {
  /** Lets replies go that had nobody to call; answers how many. */
  async releaseHeld(
    tx: WriteTransaction,
    { now, ...which }: Released & { now: number },
  ): Promise<number> {
    const held = tx.db.selectFrom('deliveries').select(['workspaceId', 'id', 'replyBy']);
    const rows = await tx
      .hold(
        'appId' in which
          ? held.where(isHeld).where('receiver', '=', appReceiver(which.appId))
          : held
              .where('workspaceId', '=', which.workspaceId)
              .where('state', '=', 'held')
              .where('vendor', '=', which.vendor),
      )
      .execute();
    for (const { workspaceId, id, replyBy } of rows) {
      await tx.db
        .updateTable('deliveries')
        .set({ state: 'due', dueAt: now, deadlineAt: deadlineOf(replyBy, now), reason: null })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute();
    }
    return rows.length;
  },
};

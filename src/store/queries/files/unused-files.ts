import type { WriteTransaction } from '../../transaction.ts';
import { releaseFiles } from './files.ts';
import { releaseSources } from './sources.ts';

/** Rows after `afterId` are looked at, `limit` of them, if nobody has touched them since `before`. */
type Page = { afterId: number; before: number; limit: number };

/** The last row of the page, from which the next one goes on; null after the last page. */
type Swept = { lastId: number | null };

export const writes = {
  /**
   * Lets go of addresses that no attachment and no seat has any more, such as those that were
   * replaced: their copies go with them.
   */
  async sweepSources(tx: WriteTransaction, { afterId, before, limit }: Page): Promise<Swept> {
    const rows = await tx.db
      .selectFrom('links')
      .leftJoin('participants', (join) =>
        join
          .onRef('participants.workspaceId', '=', 'links.workspaceId')
          .onRef('participants.id', '=', 'links.participantId')
          .onRef('participants.avatarUrl', '=', 'links.url'),
      )
      .select(['links.workspaceId', 'links.id', 'updatedAt', 'participants.id as seatId'])
      .where('links.id', '>', afterId)
      .orderBy('links.id')
      .limit(limit)
      .execute();
    const old = rows.filter((row) => row.updatedAt < before && row.seatId === null);
    for (const [workspaceId, some] of Map.groupBy(old, (row) => row.workspaceId)) {
      const ids = some.map(({ id }) => id);
      await releaseSources(
        tx,
        workspaceId,
        ids.map((linkId) => ({ linkId })),
      );
    }
    return { lastId: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },

  /** Lets go of uploads that were never sent. */
  async sweepFiles(tx: WriteTransaction, { afterId, before, limit }: Page): Promise<Swept> {
    const rows = await tx.db
      .selectFrom('files')
      .select(['workspaceId', 'id', 'createdAt', 'isRemoved'])
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit)
      .execute();
    const old = rows.filter((row) => row.createdAt < before && row.isRemoved === 0);
    for (const [workspaceId, some] of Map.groupBy(old, (row) => row.workspaceId)) {
      const ids = some.map(({ id }) => id);
      await releaseFiles(tx, workspaceId, ids);
    }
    return { lastId: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
  },
};

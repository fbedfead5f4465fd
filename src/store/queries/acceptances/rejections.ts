import type { RejectionRow } from '../../tables/rejections.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

/** How many refused requests are kept for each workspace. */
const KEPT = 1_000;

export type Rejection = RejectionRow;
export type NewRejection = Omit<RejectionRow, 'id'>;

export const reads = {
  /** Newest first; `workspaceIds` holds 0 for requests that no credential could be laid to. */
  async listRejections(
    db: Reader,
    input: { workspaceIds: number[]; beforeId: number | null; limit: number },
  ): Promise<Rejection[]> {
    let query = db
      .selectFrom('rejections')
      .selectAll()
      .where('workspaceId', 'in', input.workspaceIds);
    if (input.beforeId !== null) query = query.where('id', '<', input.beforeId);
    return query.orderBy('id', 'desc').limit(input.limit).execute();
  },
};

export const writes = {
  /** Adds refused requests and drops the oldest of each workspace beyond the number kept. */
  async addRejections(tx: WriteTransaction, input: NewRejection[]): Promise<void> {
    for (const rejection of input) {
      await tx.db
        .insertInto('rejections')
        .values({ ...rejection, id: await tx.nextId() })
        .execute();
    }
    for (const workspaceId of new Set(input.map((rejection) => rejection.workspaceId))) {
      const oldestKept = await tx.db
        .selectFrom('rejections')
        .select('id')
        .where('workspaceId', '=', workspaceId)
        .orderBy('id', 'desc')
        .offset(KEPT - 1)
        .limit(1)
        .executeTakeFirst();
      if (oldestKept === undefined) continue;
      await tx.db
        .deleteFrom('rejections')
        .where('workspaceId', '=', workspaceId)
        .where('id', '<', oldestKept.id)
        .execute();
    }
  },
};

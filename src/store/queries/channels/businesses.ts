import type { Business } from '../../../domain/business.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export type NewBusiness = Omit<Business, 'id'>;

export const reads = {
  /** Businesses of a workspace by id, from `afterId` on; of one vendor where it is named. */
  async listBusinesses(
    db: Reader,
    input: { workspaceId: number; vendor: string | null; afterId: number; limit: number },
  ): Promise<Business[]> {
    let query = db
      .selectFrom('businesses')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '>', input.afterId);
    if (input.vendor !== null) query = query.where('vendor', '=', input.vendor);
    return query.orderBy('id').limit(input.limit).execute();
  },

  /** Those of these external ids that there are. */
  async findBusinesses(
    db: Reader,
    input: { workspaceId: number; vendor: string; externalIds: string[] },
  ): Promise<Business[]> {
    if (input.externalIds.length === 0) return [];
    return db
      .selectFrom('businesses')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('vendor', '=', input.vendor)
      .where('externalId', 'in', input.externalIds)
      .execute();
  },

  /** Those of these ids that there are. */
  async businessesById(
    db: Reader,
    input: { workspaceId: number; ids: number[] },
  ): Promise<Business[]> {
    if (input.ids.length === 0) return [];
    return db
      .selectFrom('businesses')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', 'in', input.ids)
      .execute();
  },
};

export const writes = {
  /** Null when the vendor already has a business of that external id in the workspace. */
  async addBusiness(tx: WriteTransaction, input: NewBusiness): Promise<Business | null> {
    const business = { id: await tx.nextId(), ...input };
    const added = await tx.db
      .insertInto('businesses')
      .values(business)
      .onConflict((conflict) =>
        conflict.columns(['workspaceId', 'vendor', 'externalId']).doNothing(),
      )
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n ? business : null;
  },
};

import type { WriteTransaction } from '../../transaction.ts';

export const writes = {
  /** Rehearses a fault: the vendor's next `times` requests get this answer. 0 ends it. */
  async putFault(
    tx: WriteTransaction,
    input: { workspaceId: number; vendor: string; answer: string; times: number },
  ): Promise<void> {
    const { workspaceId, vendor, answer, times: remaining } = input;
    await tx.db
      .insertInto('faults')
      .values({ workspaceId, vendor, answer, remaining })
      .onConflict((conflict) =>
        conflict.columns(['workspaceId', 'vendor']).doUpdateSet({ answer, remaining }),
      )
      .execute();
  },

  /** Uses up one of the rehearsed answers; null when none is left. */
  async takeFault(
    tx: WriteTransaction,
    input: { workspaceId: number; vendor: string },
  ): Promise<string | null> {
    const row = await tx.db
      .updateTable('faults')
      .set((eb) => ({ remaining: eb('remaining', '-', 1) }))
      .where('workspaceId', '=', input.workspaceId)
      .where('vendor', '=', input.vendor)
      .where('remaining', '>', 0)
      .returning('answer')
      .executeTakeFirst();
    return row?.answer ?? null;
  },
};

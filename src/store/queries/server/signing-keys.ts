import type { SigningKeyRow } from '../../tables/workspaces.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

type Key = { workspaceId: number };

export const reads = {
  async findSigningKey(db: Reader, { workspaceId }: Key): Promise<SigningKeyRow | null> {
    const row = await db
      .selectFrom('signingKeys')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .executeTakeFirst();
    return row ?? null;
  },
};

export const writes = {
  /** Keeps the key where the workspace has none yet, and answers the one that it has now. */
  async claimSigningKey(
    tx: WriteTransaction,
    input: Omit<SigningKeyRow, 'id'>,
  ): Promise<SigningKeyRow> {
    await tx.db
      .insertInto('signingKeys')
      .values({ ...input, id: await tx.nextId() })
      .onConflict((conflict) => conflict.column('workspaceId').doNothing())
      .execute();
    return tx.db
      .selectFrom('signingKeys')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .executeTakeFirstOrThrow();
  },
};

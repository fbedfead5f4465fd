import type { Reader, WriteTransaction } from '../../transaction.ts';
import { disableOffspring } from './offspring.ts';

/** Tokens that act in several workspaces, and the ones that are kept from acting. */
export const reads = {
  /** The workspace that a vendor knows by this id. */
  async findWorkspaceByAlias(
    db: Reader,
    input: { vendor: string; externalId: string },
  ): Promise<number | null> {
    const row = await db
      .selectFrom('workspaceAliases')
      .select('workspaceId')
      .where('vendor', '=', input.vendor)
      .where('externalId', '=', input.externalId)
      .executeTakeFirst();
    return row?.workspaceId ?? null;
  },

  /** Those workspaces that the token may act in and in which its vendor has a channel of this id. */
  async workspacesWithChannel(
    db: Reader,
    input: { tokenId: number; externalId: string },
  ): Promise<number[]> {
    const token = await db
      .selectFrom('tokens')
      .select(['workspaceId', 'vendor'])
      .where('id', '=', input.tokenId)
      .executeTakeFirst();
    if (token === undefined || token.vendor === null) return [];
    const further = await db
      .selectFrom('tokenWorkspaces')
      .select('workspaceId')
      .where('tokenId', '=', input.tokenId)
      .execute();
    const rows = await db
      .selectFrom('channels')
      .select('workspaceId')
      .distinct()
      .where(
        'workspaceId',
        'in',
        [token, ...further].map(({ workspaceId }) => workspaceId),
      )
      .where('vendor', '=', token.vendor)
      .where('externalId', '=', input.externalId)
      .where('deletedAt', 'is', null)
      .execute();
    return rows.map(({ workspaceId }) => workspaceId);
  },
};

export const writes = {
  /** Lets a token act in further workspaces. */
  async addTokenWorkspaces(
    tx: WriteTransaction,
    input: { tokenId: number; workspaceIds: number[] },
  ): Promise<void> {
    for (const workspaceId of new Set(input.workspaceIds)) {
      await tx.db
        .insertInto('tokenWorkspaces')
        .values({ workspaceId, tokenId: input.tokenId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  },

  /**
   * Keeps a token from being taken, with what it has made, or takes them again; false when there is
   * no such token.
   */
  async setTokenDisabled(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; isDisabled: boolean; now: number },
  ): Promise<boolean> {
    const { workspaceId, id, isDisabled, now } = input;
    const token = await tx.db
      .selectFrom('tokens')
      .select('disabledAt')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (token === undefined) return false;
    const since = token.disabledAt;
    if (isDisabled === (since !== null)) return true;
    const disabledAt = isDisabled ? now : null;
    await tx.db
      .updateTable('tokens')
      .set({ disabledAt })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
    await disableOffspring(tx, { of: id, from: since, to: disabledAt });
    return true;
  },
};

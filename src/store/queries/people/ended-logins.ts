import type { WriteTransaction } from '../../transaction.ts';
import { writes as grants } from '../tokens/grants.ts';

/**
 * Ends a person's sessions, but for one, with the tokens that were made and the apps that were let
 * in in them: whoever had the old password may have left those behind.
 */
export async function endLogins(
  tx: WriteTransaction,
  of: { userId: number; exceptSessionId: number | null; now: number },
): Promise<void> {
  const { userId, exceptSessionId, now } = of;
  const ended = await tx.db
    .updateTable('sessions')
    .set({ revokedAt: now })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where('id', '!=', exceptSessionId ?? 0)
    .returning('id')
    .execute();
  const ids = new Set(ended.map(({ id }) => id));
  await endWhere(tx, of, ({ sessionId }) => sessionId !== null && ids.has(sessionId));
}

/** Ends every token of a person and all that they have let apps do, in every workspace. */
export async function endCredentials(
  tx: WriteTransaction,
  of: { userId: number; now: number },
): Promise<void> {
  await endWhere(tx, of, () => true);
}

/**
 * The same in one workspace, for good, and keeps what lives elsewhere from reaching into it: what a
 * person had there does not come back with them.
 */
export async function endReachInto(
  tx: WriteTransaction,
  of: { workspaceId: number; userId: number; now: number },
): Promise<void> {
  const { workspaceId, userId } = of;
  await endWhere(tx, of, (one) => one.workspaceId === workspaceId);
  const tokensOf = tx.db.selectFrom('tokens').select('id').where('userId', '=', userId);
  await tx.db
    .deleteFrom('tokenWorkspaces')
    .where('workspaceId', '=', workspaceId)
    .where('tokenId', 'in', tokensOf)
    .execute();
  const grantsOf = tx.db.selectFrom('grants').select('id').where('userId', '=', userId);
  await tx.db
    .deleteFrom('grantWorkspaces')
    .where('workspaceId', '=', workspaceId)
    .where('grantId', 'in', grantsOf)
    .execute();
  await tx.db
    .deleteFrom('oneTimeLinks')
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute();
  await endSessionsIn(tx, of);
}

/** Ends a person's sessions in a workspace, also of those who only could change over to it. */
export async function endSessionsIn(
  tx: WriteTransaction,
  { workspaceId, userId, now }: { workspaceId: number; userId: number; now: number },
): Promise<number> {
  await tx.db
    .updateTable('memberships')
    .set({ sessionsAfter: await tx.nextId() })
    .where('workspaceId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute();
  const ended = await tx.db
    .updateTable('sessions')
    .set({ revokedAt: now })
    .where('userId', '=', userId)
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

type Owned = { id: number; workspaceId: number; sessionId: number | null };

async function endWhere(
  tx: WriteTransaction,
  { userId, now }: { userId: number; now: number },
  isMeant: (owned: Owned) => boolean,
): Promise<void> {
  const [tokens, held] = [await living(tx, 'tokens', userId), await living(tx, 'grants', userId)];
  for (const { workspaceId, id } of tokens.filter(isMeant)) {
    await tx.db
      .updateTable('tokens')
      .set({ revokedAt: now })
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }
  for (const { workspaceId, id } of held.filter(isMeant)) {
    await grants.revokeGrant(tx, { workspaceId, id, now });
  }
}

async function living(
  tx: WriteTransaction,
  table: 'tokens' | 'grants',
  userId: number,
): Promise<Owned[]> {
  return tx.db
    .selectFrom(table)
    .select(['id', 'workspaceId', 'sessionId'])
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .execute();
}

import type { WriteTransaction } from '../../transaction.ts';
import { removeApp } from '../apps/apps.ts';
import { removeDeliveries } from '../deliveries/delivery-removal.ts';
import { writes as purge } from './purge.ts';

type Step = { workspaceId: number; limit: number; now: number };

/** Rows that a workspace may have very many of, besides those that go with its channels. */
const NUMEROUS = [
  'deliveries',
  'participants',
  'conversations',
  'contacts',
  'businesses',
  'events',
  'links',
  'imports',
] as const;
const FEW = [
  'signingKeys',
  'tokenWorkspaces',
  'contactTerms',
  'webhookSecrets',
  'webhooks',
  'receiverPauses',
  'rejections',
  'faults',
  'tokens',
  'refreshTokens',
  'authorizationCodes',
  'grantWorkspaces',
  'grants',
  'installations',
  'oneTimeLinks',
  'memberships',
  'workspaceAliases',
] as const;

export const writes = {
  /**
   * Removes a workspace with all that it holds, up to `limit` rows at a time so that the messages
   * of others pass between. The first step makes its tokens and channels useless.
   */
  async removeWorkspaceStep(tx: WriteTransaction, input: Step): Promise<{ isDone: boolean }> {
    if (await close(tx, input)) return { isDone: false };
    if (await hasChannels(tx, input)) {
      const { isShared } = await purge.purgeStep(tx, { limit: input.limit });
      if (isShared) await purge.purgeSharedStep(tx, { limit: input.limit });
      return { isDone: false };
    }
    for (const table of NUMEROUS) {
      if ((await removeSome(tx, table, input)) > 0) return { isDone: false };
    }
    await removeRest(tx, input);
    return { isDone: true };
  },
};

/** True when there was something to close. */
async function close(tx: WriteTransaction, { workspaceId, now }: Step): Promise<boolean> {
  await tx.lockChannels(workspaceId);
  const tokens = await tx.db
    .updateTable('tokens')
    .set({ revokedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
  const channels = await tx.db
    .updateTable('channels')
    .set({ deletedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return tokens.numUpdatedRows > 0n || channels.numUpdatedRows > 0n;
}

async function hasChannels(tx: WriteTransaction, { workspaceId }: Step): Promise<boolean> {
  const row = await tx.db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function removeSome(
  tx: WriteTransaction,
  table: (typeof NUMEROUS)[number],
  { workspaceId, limit }: Step,
): Promise<number> {
  // All of NUMEROUS have these two columns; Kysely types one table at a time.
  const one = table as 'events';
  const rows = await tx.db
    .selectFrom(one)
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .limit(limit)
    .execute();
  if (rows.length === 0) return 0;
  const ids = rows.map((row) => row.id);
  // Those of replies went with their messages; these are of events.
  if (table === 'deliveries') await removeDeliveries(tx, { workspaceId, ids });
  await tx.db
    .deleteFrom(one)
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .execute();
  return rows.length;
}

async function removeRest(tx: WriteTransaction, { workspaceId }: Step): Promise<void> {
  const members = await tx.db
    .selectFrom('memberships')
    .select('userId')
    .where('workspaceId', '=', workspaceId)
    .execute();
  const installed = await tx.db
    .selectFrom('installations')
    .select('appId')
    .where('workspaceId', '=', workspaceId)
    .execute();
  const made = await tx.db
    .selectFrom('apps')
    .select('id as appId')
    .where('workspaceId', '=', workspaceId)
    .execute();
  // The rows go once the contents have gone.
  await tx.db
    .updateTable('files')
    .set({ isRemoved: 1 })
    .where('workspaceId', '=', workspaceId)
    .execute();
  await tx.db
    .deleteFrom('tokenWorkspaces')
    .where('tokenId', 'in', (eb) =>
      eb.selectFrom('tokens').select('id').where('workspaceId', '=', workspaceId),
    )
    .execute();
  for (const table of FEW) {
    const one = table as 'faults';
    await tx.db.deleteFrom(one).where('workspaceId', '=', workspaceId).execute();
  }
  await removeUnused(tx, {
    userIds: members.map((row) => row.userId),
    appIds: [...new Set([...installed, ...made].map((row) => row.appId))],
  });
  await tx.db
    .updateTable('sessions')
    .set({ workspaceId: null })
    .where('workspaceId', '=', workspaceId)
    .execute();
  await tx.db.deleteFrom('logHeads').where('workspace', '=', workspaceId).execute();
  await tx.db.deleteFrom('workspaces').where('id', '=', workspaceId).execute();
  // The database lets these go only after their workspace.
  await tx.db.deleteFrom('auditEntries').where('workspaceId', '=', workspaceId).execute();
  await tx.db.deleteFrom('auditHeads').where('workspaceId', '=', workspaceId).execute();
}

/** Users and apps belong to the server: they stay where another workspace has them. */
async function removeUnused(
  tx: WriteTransaction,
  { userIds, appIds }: { userIds: number[]; appIds: number[] },
): Promise<void> {
  if (userIds.length > 0) {
    await tx.db
      .deleteFrom('users')
      .where('id', 'in', userIds)
      .where('id', 'not in', (eb) => eb.selectFrom('memberships').select('userId'))
      .execute();
    await tx.db
      .deleteFrom('sessions')
      .where('userId', 'in', userIds)
      .where('userId', 'not in', (eb) => eb.selectFrom('users').select('id'))
      .execute();
  }
  for (const appId of appIds) await removeAppIfUnused(tx, appId);
}

async function removeAppIfUnused(tx: WriteTransaction, appId: number): Promise<void> {
  const used = await tx.db
    .selectFrom('installations')
    .select('appId')
    .where('appId', '=', appId)
    .limit(1)
    .executeTakeFirst();
  if (used === undefined) await removeApp(tx, appId);
}

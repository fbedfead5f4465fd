import { removeApp } from './apps.ts';
import { PERSONAL_KIND } from '../../tables/tokens.ts';
import { reads as workspaces } from '../workspaces/workspaces.ts';
import { endTokensOfApp } from '../tokens/token-rotation.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { addProviderChannels } from './providers.ts';

export type Installation = { appId: number; ownerUserId: number; clientId: string };

export const reads = {
  /** The vendor's app that was installed first in the workspace, and who installed it. */
  async findInstallation(
    db: Reader,
    input: { workspaceId: number; vendor: string },
  ): Promise<Installation | null> {
    const row = await db
      .selectFrom('installations')
      .innerJoin('apps', 'apps.id', 'installations.appId')
      .select(['installations.appId', 'installations.userId as ownerUserId', 'apps.clientId'])
      .where('installations.workspaceId', '=', input.workspaceId)
      .where('apps.vendor', '=', input.vendor)
      .orderBy('installations.id')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  },

  /** Where the app is installed, and by whom. */
  async listInstallations(
    db: Reader,
    input: { appId: number },
  ): Promise<{ workspaceId: number; userId: number; createdAt: number }[]> {
    return db
      .selectFrom('installations')
      .select(['workspaceId', 'userId', 'createdAt'])
      .where('appId', '=', input.appId)
      .orderBy('id')
      .execute();
  },
};

export const writes = {
  /**
   * The app's providers become channels of the workspace. False when the app is installed there
   * already: who installed it stays its owner.
   */
  async installApp(
    tx: WriteTransaction,
    input: { workspaceId: number; appId: number; userId: number; now: number },
  ): Promise<boolean> {
    const { workspaceId, appId, userId, now } = input;
    const made = await tx.db
      .insertInto('installations')
      .values({ workspaceId, id: await tx.nextId(), appId, userId, createdAt: now })
      .onConflict((conflict) => conflict.columns(['workspaceId', 'appId']).doNothing())
      .executeTakeFirst();
    if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
    await addProviderChannels(tx, input);
    return true;
  },

  /**
   * Takes an app out of a workspace, with its tokens there and what people granted it; a person's own
   * tokens stay. Answers whose it was; null when it is not installed.
   */
  async uninstallApp(
    tx: WriteTransaction,
    input: { workspaceId: number; appId: number; now: number },
  ): Promise<{ userId: number } | null> {
    const { workspaceId, appId } = input;
    const installation = await tx.db
      .deleteFrom('installations')
      .where('workspaceId', '=', workspaceId)
      .where('appId', '=', appId)
      .returning('userId')
      .executeTakeFirst();
    if (installation === undefined) return null;
    await endTokensOfApp(tx, { ...input, kept: PERSONAL_KIND });
    await tx.db
      .deleteFrom('grantWorkspaces')
      .where('workspaceId', '=', workspaceId)
      .where('grantId', 'in', (eb) =>
        eb.selectFrom('grants').select('id').where('appId', '=', appId),
      )
      .execute();
    return installation;
  },

  /** Takes an app out of every workspace and removes it. Answers where it was installed, and whose. */
  async deleteApp(
    tx: WriteTransaction,
    input: { id: number; now: number },
  ): Promise<{ workspaceId: number; userId: number }[]> {
    const { id: appId, now } = input;
    const installed = await reads.listInstallations(tx.db, { appId });
    for (const { workspaceId } of installed) {
      await writes.uninstallApp(tx, { workspaceId, appId, now });
    }
    // Those of people, also where the app was taken out before: without it they are nobody's.
    for (const { id: workspaceId } of await workspaces.listWorkspaces(tx.db, {})) {
      await endTokensOfApp(tx, { workspaceId, appId, now });
    }
    await removeApp(tx, appId);
    return installed.map(({ workspaceId, userId }) => ({ workspaceId, userId }));
  },
};

import type { Reader, WriteTransaction } from '../transaction.ts';

export type Installation = { appId: number; ownerUserId: number };

export const reads = {
  /** The vendor's app that was installed first in the workspace, and who installed it. */
  async findInstallation(
    db: Reader,
    input: { workspaceId: number; vendor: string },
  ): Promise<Installation | null> {
    const row = await db
      .selectFrom('installations')
      .innerJoin('apps', 'apps.id', 'installations.appId')
      .select(['installations.appId', 'installations.userId as ownerUserId'])
      .where('installations.workspaceId', '=', input.workspaceId)
      .where('apps.vendor', '=', input.vendor)
      .orderBy('installations.id')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  },
};

export const writes = {
  /** Makes an app of a vendor's world and installs it in the workspace for its owner. */
  async createInstalledApp(
    tx: WriteTransaction,
    input: {
      workspaceId: number;
      vendor: string;
      clientId: string;
      name: string;
      ownerUserId: number;
      now: number;
    },
  ): Promise<{ appId: number }> {
    const appId = await tx.nextId();
    const { workspaceId, vendor, clientId, name, ownerUserId, now } = input;
    await tx.db
      .insertInto('apps')
      .values({ id: appId, vendor, clientId, name, attributes: '{}', createdAt: now })
      .execute();
    await tx.db
      .insertInto('installations')
      .values({ workspaceId, id: await tx.nextId(), appId, userId: ownerUserId, createdAt: now })
      .execute();
    return { appId };
  },
};

import type { WriteTransaction } from '../transaction.ts';

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

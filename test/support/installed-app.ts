/** An app of a vendor's world, installed in a workspace for its owner. */
import type { Store } from '../../src/store/store.ts';

export interface InstalledApp {
  workspaceId: number;
  vendor: string;
  clientId: string;
  name: string;
  ownerUserId: number;
  now: number;
}

export async function createInstalledApp(
  store: Store,
  { workspaceId, vendor, clientId, name, ownerUserId, now }: InstalledApp,
): Promise<{ appId: number }> {
  const made = await store.write.createApp({
    ...{ workspaceId, vendor, clientId, name, ownerUserId, now },
    ...{ attributes: {}, redirectUris: [], scopes: [], manifest: null, deliveryUrl: null },
    ...{ isPublic: true, secret: null },
  });
  if (made === null) throw new Error(`the client id ${clientId} is taken`);
  await store.write.installApp({ workspaceId, appId: made.id, userId: ownerUserId, now });
  return { appId: made.id };
}

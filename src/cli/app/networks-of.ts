import { localNetworksOf } from '../../access/workspace-settings.ts';
import type { App, Store } from '../../store/store.ts';

/** What may be called for the workspace that looks after the app, beside the public internet. */
export async function networksOf(store: Store, { workspaceId }: App): Promise<string[]> {
  if (workspaceId === null) return [];
  const workspace = await store.read.findWorkspace({ id: workspaceId });
  return localNetworksOf(workspace?.settings ?? {});
}

import { localNetworksIn } from '../../access/local-networks.ts';
import type { App, Store } from '../../store/store.ts';

/** What may be called for the workspace that looks after the app, beside the public internet. */
export async function networksOf(store: Store, { workspaceId }: App): Promise<string[]> {
  return workspaceId === null ? [] : localNetworksIn(store, workspaceId);
}

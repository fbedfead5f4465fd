import type { Store } from '../store/store.ts';
import { localNetworksOf } from './workspace-settings.ts';

/** What may be called for a workspace beside what the whole server may. */
export async function localNetworksIn(
  store: Pick<Store, 'read'>,
  workspaceId: number,
): Promise<string[]> {
  const workspace = await store.read.findWorkspace({ id: workspaceId });
  return localNetworksOf(workspace?.settings ?? {});
}

import type { Store } from '../store/store.ts';
import { audited } from './audited.ts';

/**
 * Changes something of which only the id is known: ids are given once on a whole server, so the
 * workspace need not be said. What `change` came to; null where no workspace has it, of which
 * `change` answers null or false.
 */
export async function inItsWorkspace<Outcome>(
  store: Store,
  entry: { action: string; object: string; details?: Record<string, unknown> },
  change: (workspaceId: number) => Promise<Outcome | null | false>,
): Promise<Outcome | null> {
  for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
    const outcome = await audited({ workspaceId, ...entry }, () => change(workspaceId));
    if (outcome !== null && outcome !== false) return outcome;
  }
  return null;
}

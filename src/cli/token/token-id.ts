import { InvalidArgumentError } from 'commander';
import type { Store } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';

/** Ids are given once on a whole server, so the workspace need not be said. */
export async function inItsWorkspace(
  store: Store,
  id: number,
  /** For the audit log. */
  name: string,
  change: (workspaceId: number) => Promise<boolean>,
): Promise<void> {
  for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
    const entry = { workspaceId, action: 'tokens.write', object: `token ${id}` };
    const isChanged = await audited({ ...entry, details: { change: name } }, () =>
      change(workspaceId),
    );
    if (isChanged) return;
  }
  throw new CommandFailed(`There is no token ${id}.`, EXIT.notFound);
}

export function idOf(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It is a number, not the token itself.');
}

import { InvalidArgumentError } from 'commander';
import type { Store } from '../../store/store.ts';
import { auditCommand } from '../audit-command.ts';
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
    if (!(await change(workspaceId))) continue;
    const object = `token ${id}`;
    await auditCommand(store, {
      ...{ workspaceId, action: 'tokens.write', object },
      details: { change: name },
    });
    return;
  }
  throw new CommandFailed(`There is no token ${id}.`, EXIT.notFound);
}

export function idOf(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It is a number, not the token itself.');
}

import { InvalidArgumentError } from 'commander';
import type { Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { inItsWorkspace } from '../in-its-workspace.ts';

export async function changeToken<Outcome>(
  store: Store,
  id: number,
  /** For the audit log. */
  name: string,
  change: (workspaceId: number) => Promise<Outcome | null | false>,
): Promise<Outcome> {
  const entry = { action: 'tokens.write', object: `token ${id}`, details: { change: name } };
  const outcome = await inItsWorkspace(store, entry, change);
  if (outcome === null) throw new CommandFailed(`There is no token ${id}.`, EXIT.notFound);
  return outcome;
}

export function idOf(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It is a number, not the token itself.');
}

import type { Store, Workspace } from '../store/store.ts';
import { CommandFailed, EXIT } from './exit.ts';

/** The workspace of this id or name; the only one where none is named. */
export async function findWorkspace(store: Store, named: string | undefined): Promise<Workspace> {
  const all = await store.read.listWorkspaces({});
  const found =
    named === undefined
      ? all
      : all.filter(({ id, name }) => String(id) === named || name === named);
  const [first] = found;
  if (first === undefined) {
    const known = all.map(({ id, name }) => `${id} (${name})`).join(', ');
    throw new CommandFailed(
      named === undefined
        ? 'There is no workspace yet. Make one: inlet workspace create NAME'
        : `There is no workspace ${named}. Known: ${known === '' ? 'none' : known}.`,
      EXIT.notFound,
    );
  }
  if (found.length > 1) {
    throw new CommandFailed(
      `Say which workspace, by its id: --workspace ${found.map(({ id }) => id).join(' | ')}`,
      EXIT.usage,
    );
  }
  return first;
}

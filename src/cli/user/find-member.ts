import type { Store, User } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';

/** A person of the workspace, by e-mail address or id. */
export async function findMember(store: Store, workspaceId: number, named: string): Promise<User> {
  const users = await store.read.listUsers({ workspaceId });
  const found = users.find(
    ({ id, email }) => email === named.toLowerCase() || String(id) === named,
  );
  if (found !== undefined) return found;
  const known = users.map(({ email }) => email).join(', ');
  throw new CommandFailed(
    `The workspace has no ${named}. Its people: ${known || 'none'}.`,
    EXIT.notFound,
  );
}

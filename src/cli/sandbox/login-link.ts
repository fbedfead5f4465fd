import { makeLink } from '../../access/one-time-links.ts';
import type { Store } from '../../store/store.ts';
import type { Credentials } from './credentials.ts';
import { useCasesOf } from '../use-cases.ts';

/**
 * A link of single use, good for ten minutes, that logs the sandbox's person in; null where they are
 * no member any more. For the terminal of whoever starts the server: it stands in no file and no log.
 */
export async function sandboxLoginUrl(
  store: Pick<Store, 'read' | 'write'>,
  { inbox, workspace }: Pick<Credentials, 'inbox' | 'workspace'>,
  origin: string,
): Promise<string | null> {
  const account = await store.read.findAccount({ email: inbox.email });
  if (account === null) return null;
  const now = Date.now();
  const { url, link } = makeLink('login', { origin, madeBy: 'operator', now });
  const of = { workspaceId: Number(workspace.id), userId: account.id, purpose: 'login' } as const;
  return (await useCasesOf(store).people.keepLink({ ...of, link })) === 'made' ? url : null;
}

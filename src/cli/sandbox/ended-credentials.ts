import { hashToken } from '../../access/token-format.ts';
import type { Store } from '../../store/store.ts';
import type { Credentials } from './credentials.ts';

/** A credential of the sandbox that is refused by now. */
export type Ended = { credential: string; reason: string; renew: string };

const IS_TOKEN = /token|apikeys/i;

/** Those that no longer work, with why and what makes a new one. */
export async function endedCredentials(
  store: Pick<Store, 'read'>,
  credentials: Credentials,
  now: number,
): Promise<Ended[]> {
  const workspaceId = Number(credentials.workspace.id);
  const tokens = await store.read.listTokens({ workspaceId });
  const byHash = new Map(tokens.map((token) => [token.hash, token]));
  return textsOf(credentials).flatMap(({ path, text }) => {
    const token = byHash.get(hashToken(text));
    if (token === undefined && !IS_TOKEN.test(path)) return [];
    const reason = token === undefined ? 'unknown to the server' : endOf(token, now);
    return reason === null ? [] : [{ credential: path, reason, renew: renewalOf(token) }];
  });
}

type Token = Awaited<ReturnType<Store['read']['listTokens']>>[number];

function endOf({ revokedAt, disabledAt, expiresAt }: Token, now: number): string | null {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return disabledAt === null ? null : 'disabled';
}

function renewalOf(token: Token | undefined): string {
  const reset = '`inlet sandbox reset` makes a new sandbox with all credentials';
  if (token === undefined) return reset;
  const { vendor, kind, workspaceId } = token;
  const what = vendor === null ? '' : ` --vendor ${vendor} --kind ${kind}`;
  return `\`inlet token create --workspace ${workspaceId}${what}\` makes another one; ${reset}`;
}

/** Every text with the names that lead to it, as `pipedrive.apiToken`. */
function textsOf(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    textsOf(part, path === '' ? name : `${path}.${name}`),
  );
}

import { randomBytes } from 'node:crypto';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { createInbox } from '../../inbox/inbox.ts';
import type { Store } from '../../store/store.ts';
import type { Seeding, Vendor } from '../../vendors/vendor.ts';
import type { Credentials } from './credentials.ts';

export type NewWorkspace = {
  name: string;
  /** The server's origin, without a slash at the end. */
  origin: string;
  /** Where faults may be rehearsed. */
  isSandbox: boolean;
};

/**
 * Makes a workspace with an admin, a member and credentials for every vendor. The secrets are in
 * the answer and nowhere else: the store keeps their hashes.
 */
export async function createWorkspace(
  store: Store,
  vendors: readonly Vendor[],
  { name, origin, isSandbox }: NewWorkspace,
): Promise<Credentials> {
  const now = Date.now();
  const settings = isSandbox ? { sandbox: true } : {};
  const { id: workspaceId } = await store.write.createWorkspace({ name, settings, now });
  // E-mail addresses are unique on the whole server, workspaces' names are not.
  const suffix = `${workspaceId}-${randomBytes(3).toString('hex')}.invalid`;
  const person = (who: string, role: 'admin' | 'agent') =>
    store.write.createUser({ workspaceId, email: `${who}@${suffix}`, name: who, role, now });
  const admin = await person('admin', 'admin');
  const member = await person('member', 'agent');

  const createToken = async (
    input: Parameters<Seeding['createToken']>[0] | OwnToken,
    vendor: string | null,
  ): Promise<string> => {
    const { value, scopes, ...rest } = input;
    await store.write.createToken({
      ...rest,
      workspaceId,
      vendor,
      hash: hashToken(value),
      lastFour: lastFour(value),
      scopes: JSON.stringify(scopes),
      createdAt: now,
      expiresAt: null,
    });
    return value;
  };

  const token = await createToken(
    {
      kind: 'inlet',
      value: makeToken('pat'),
      label: 'Made with the workspace',
      userId: admin.id,
      appId: null,
      scopes: isSandbox ? ['operator'] : [],
    },
    null,
  );
  const inbox = createInbox({ store, now: () => now, startPurge: () => undefined });
  const credentials: Credentials = {
    url: origin,
    workspace: { id: String(workspaceId), name },
    inlet: { baseUrl: `${origin}/inlet/v1`, token },
  };
  for (const vendor of vendors) {
    if (vendor.seed === undefined) continue;
    credentials[vendor.name] = await vendor.seed({
      inbox,
      workspaceId,
      adminUserId: admin.id,
      memberUserId: member.id,
      origin,
      now,
      createToken: (input) => createToken(input, vendor.name),
    });
  }
  return credentials;
}

type OwnToken = Omit<Parameters<Seeding['createToken']>[0], 'appId'> & { appId: null };

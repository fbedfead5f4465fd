import type { App, Store } from '../../store/store.ts';
import { makerOf, type Principal } from '../principal.ts';
import { hashToken, lastFour } from '../token-format.ts';

/** A workspace that a token's grant reaches. */
export type Reached = { workspaceId: number; name: string; installedAt: number | null };

/** For worlds in which one token stands for several workspaces and gets another for each. */
export type Grants = {
  /** Where the token's grant reaches; the token's own workspace alone where it has none. */
  reached: (principal: Principal) => Promise<Reached[]>;
  appOf: (principal: Principal) => Promise<App | null>;
  /**
   * A further access token of the same family, which is in nothing more than the first; false where
   * its person may not use the workspace.
   */
  derive: (
    principal: Principal,
    token: { workspaceId: number; kind: string; value: string; expiresAt: number },
  ) => Promise<boolean>;
};

export function createGrants({
  store,
  now,
}: {
  store: Pick<Store, 'read' | 'write'>;
  now: () => number;
}): Grants {
  return {
    async reached({ workspaceId, grantId, appId }) {
      const found = grantId === null ? null : await store.read.findGrant({ workspaceId, grantId });
      const installations = await store.read.listInstallations({ appId: appId ?? 0 });
      const ids = found?.workspaceIds ?? [workspaceId];
      const workspaces = await Promise.all(ids.map((id) => store.read.findWorkspace({ id })));
      return workspaces
        .filter((one) => one !== null)
        .map(({ id, name }) => ({
          workspaceId: id,
          name,
          installedAt: installations.find((one) => one.workspaceId === id)?.createdAt ?? null,
        }));
    },
    appOf: async ({ appId }) => (appId === null ? null : store.read.findApp({ id: appId })),
    async derive(principal, { workspaceId, kind, value, expiresAt }) {
      const { vendor, userId, appId, grantId, scopes, audience, allowedAddresses } = principal;
      const member = userId === null ? null : await store.read.findMember({ workspaceId, userId });
      if (member === null || member.disabledAt !== null) return false;
      await store.write.createToken({
        ...{ workspaceId, vendor, kind, userId, appId, grantId, audience },
        expiresAt: Math.min(expiresAt, principal.expiresAt ?? expiresAt),
        sessionId: principal.loginId,
        makerId: makerOf(principal),
        allowedAddresses: allowedAddresses === null ? null : JSON.stringify(allowedAddresses),
        hash: hashToken(value),
        lastFour: lastFour(value),
        label: 'From a token for several workspaces',
        scopes: JSON.stringify(scopes),
        createdAt: now(),
      });
      return true;
    },
  };
}

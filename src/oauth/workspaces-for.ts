import { OWN } from '../access/oauth/oauth.ts';
import type { LiveSession } from '../access/sessions.ts';
import type { App, Membership, Store } from '../store/store.ts';

/**
 * The workspaces that a person may let an app into. A client of Inlet's own acts with the person's
 * own role, so anyone may have one; a connector is installed by an admin, and afterwards any
 * member may connect it for themselves.
 */
export async function workspacesFor(
  store: Pick<Store, 'read'>,
  { memberships, current }: LiveSession,
  app: App,
): Promise<Membership[]> {
  const installations = await store.read.listInstallations({ appId: app.id });
  const installed = new Set(installations.map(({ workspaceId }) => workspaceId));
  const may = memberships.filter(
    ({ role, workspaceId }) =>
      app.vendor === OWN || role === 'admin' || (role === 'agent' && installed.has(workspaceId)),
  );
  const isCurrent = (one: Membership) => one.workspaceId === current.workspaceId;
  return [...may.filter(isCurrent), ...may.filter((one) => !isCurrent(one))];
}

import type { App, Store } from '../../store/store.ts';
import { auditCommand } from '../audit-command.ts';

/** Keeps what a command did to an app, in the log of the workspace where it was done. */
export async function auditApp(
  store: Pick<Store, 'write'>,
  app: App,
  details: Record<string, unknown>,
  workspaceId = app.workspaceId ?? 0,
): Promise<void> {
  const object = `app ${app.id}`;
  await auditCommand(store, {
    workspaceId,
    action: 'apps.write',
    object,
    details: { clientId: app.clientId, ...details },
  });
}

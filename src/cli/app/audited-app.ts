import type { App } from '../../store/store.ts';
import { audited } from '../audited.ts';

/** Carries out what a command does to an app, recorded in the log of the workspace where it is done. */
export function auditedApp<T>(
  app: App,
  details: Record<string, unknown>,
  work: () => Promise<T>,
  workspaceId = app.workspaceId ?? 0,
): Promise<T> {
  const change = { workspaceId, action: 'apps.write', object: `app ${app.id}` };
  return audited({ ...change, details: { clientId: app.clientId, ...details } }, work);
}

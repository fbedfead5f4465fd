import type { App } from '../../app.ts';
import type { Config } from '../../config/config-types.ts';
import { vendors } from '../../vendors/index.ts';
import { createWorkspace } from './create-workspace.ts';
import type { Credentials } from './credentials.ts';
import { moveTo } from './credentials.ts';
import { readSandbox, refreshSandbox, writeSandbox } from './sandbox-file.ts';

export type Sandbox =
  | { kind: 'made'; credentials: Credentials }
  | { kind: 'kept'; credentials: Credentials }
  /** The database has workspaces of its own. */
  | { kind: 'none' }
  /** There is no workspace yet, and none may be made without being asked. */
  | { kind: 'empty' };

/**
 * Makes the sandbox on a database without workspaces, or brings the addresses of the one that is
 * there up to date. Only while listening on loopback: its secrets stand in a file.
 */
export async function prepareSandbox(config: Config, app: App, origin: string): Promise<Sandbox> {
  const known = readSandbox(config.dataDirectory);
  const workspaces = await app.store.read.listWorkspaces({});
  if (known !== null && workspaces.some(({ id }) => String(id) === known.workspace.id)) {
    const credentials = moveTo(origin, known);
    refreshSandbox(config.dataDirectory, credentials);
    return { kind: 'kept', credentials };
  }
  if (workspaces.length > 0) return { kind: 'none' };
  if (config.sandbox === 'off' || !isLoopback(config.host)) return { kind: 'empty' };
  const credentials = await createWorkspace(app, vendors, {
    name: 'Sandbox',
    origin,
    isSandbox: true,
    login: 'password',
  });
  writeSandbox(config.dataDirectory, credentials);
  return { kind: 'made', credentials };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

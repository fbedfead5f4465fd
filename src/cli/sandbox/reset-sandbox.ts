import { openSecretBox } from '../../access/secret-key.ts';
import type { Config } from '../../config/config-types.ts';
import { Mark } from '../../store/mark.ts';
import type { Store } from '../../store/store.ts';
import { vendors } from '../../vendors/index.ts';
import { serverUrl } from '../server-url.ts';
import { audited } from '../audited.ts';
import { createWorkspace } from './create-workspace.ts';
import type { Credentials } from './credentials.ts';
import { sandboxOrExit, writeSandbox } from './sandbox-file.ts';
import { useCasesOf } from '../use-cases.ts';

/** Removes the sandbox with all that it holds and makes a new one. */
export async function resetSandbox(store: Store, config: Config): Promise<Credentials> {
  const { dataDirectory } = config;
  const secretBox = await openSecretBox(config, store);
  const workspaceId = Number(sandboxOrExit(dataDirectory).workspace.id);
  // The file goes over to the new sandbox last: a reset that was cut short can be run again.
  // Its own log goes with it.
  const removal = {
    workspaceId: 0,
    action: 'workspace.delete',
    object: `workspace ${workspaceId}`,
  };
  await audited(removal, () => useCasesOf(store).workspaces.remove(workspaceId));
  const credentials = await createWorkspace({ store, secretBox }, vendors, {
    name: 'Sandbox',
    origin: serverUrl(config),
    isSandbox: true,
    login: 'password',
  });
  writeSandbox(dataDirectory, credentials);
  await new Mark(dataDirectory, store).renew();
  return credentials;
}

/** Nothing but the sandbox can have been lost where there is nothing else, and that goes anyway. */
export async function resetAccepts(store: Store, config: Config): Promise<string | null> {
  const { id } = sandboxOrExit(config.dataDirectory).workspace;
  const others = (await store.read.listWorkspaces({})).filter((one) => String(one.id) !== id);
  return others.length === 0 ? 'sandbox reset' : null;
}

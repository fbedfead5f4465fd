import { Command } from 'commander';
import { vendors } from '../../vendors/index.ts';
import { columns, print } from '../print.ts';
import { createWorkspace } from '../sandbox/create-workspace.ts';
import { sandboxText } from '../sandbox/sandbox-text.ts';
import { applySettings } from '../workspace-settings.ts';
import { findWorkspace } from '../find-workspace.ts';
import { withStore } from '../with-store.ts';

type Json = { json?: true };

export function workspaceCommand(): Command {
  const workspace = new Command('workspace').description('Make, list and set up workspaces.');
  workspace
    .command('create')
    .argument('<name>', 'what people call it')
    .description('Make a workspace with credentials for every vendor, printed this once.')
    .option('--json', 'as JSON, in the shape of sandbox.json')
    .action((name: string, { json }: Json) =>
      withStore(async (store, config) => {
        const origin = config.publicUrl ?? `http://${config.host}:${config.port}`;
        const credentials = await createWorkspace(store, vendors, {
          name,
          origin,
          isSandbox: false,
        });
        print(json === true, credentials, () => sandboxText(credentials));
      }),
    );
  workspace
    .command('list')
    .description('List the workspaces.')
    .option('--json', 'as JSON')
    .action(({ json }: Json) =>
      withStore(async (store) => {
        const all = await store.read.listWorkspaces({});
        const shown = all.map(({ id, name, settings }) => ({ id: String(id), name, settings }));
        print(json === true, shown, () =>
          columns(
            ['ID', 'NAME', 'SETTINGS'],
            shown.map(({ id, name, settings }) => [id, name, JSON.stringify(settings)]),
          ),
        );
      }),
    );
  workspace
    .command('set')
    .argument('<workspace>', 'id or name')
    .argument('<settings...>', 'such as rateLimits.pipedrive.burst=20, or name=Support')
    .description('Change settings of a workspace; `null` removes one.')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  $ inlet workspace set 1 rateLimits.pipedrive.burst=20\n')
    .action((named: string, assignments: string[], { json }: Json) =>
      withStore(async (store) => {
        const found = await findWorkspace(store, named);
        const { name, settings } = applySettings(found, assignments);
        await store.write.updateWorkspace({ id: found.id, name, settings });
        print(json === true, { id: String(found.id), name, settings }, () => {
          return `${name}: ${JSON.stringify(settings)}`;
        });
      }),
    );
  return workspace;
}

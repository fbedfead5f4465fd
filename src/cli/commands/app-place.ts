import { Command } from 'commander';
import { auditedApp } from '../app/audited-app.ts';
import { findApp } from '../app/find-app.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { findUser } from '../token/token-owner.ts';
import { withApps } from '../with-apps.ts';

type PlaceOptions = JsonOption & { workspace?: string };

export function appInstallCommand(): Command {
  return new Command('install')
    .description('Install an app in a workspace, without asking a person.')
    .argument('<app>', 'its client id or id')
    .addOption(workspaceOption())
    .option('--user <email or id>', 'whose it is there (default: the first admin)')
    .addOption(jsonOption())
    .action((named: string, options: PlaceOptions & { user?: string }) =>
      withApps(async ({ store, apps }) => {
        const app = await findApp(store, named);
        const { id: workspaceId, name } = await findWorkspace(store, options.workspace);
        const user = await findUser(store, workspaceId, {
          role: 'admin',
          ...(options.user === undefined ? {} : { user: options.user }),
        });
        const installation = { workspaceId, appId: app.id, userId: user.id };
        const install = () => apps.install(installation);
        const isNew = await auditedApp(app, { place: 'installed' }, install, workspaceId);
        const shown = { appId: String(app.id), workspaceId: String(workspaceId), isNew };
        print(options, shown, () =>
          isNew ? `${app.name} is in ${name}.` : `${app.name} was in ${name} already.`,
        );
      }),
    );
}

export function appUninstallCommand(): Command {
  return new Command('uninstall')
    .description('Take an app out of a workspace, with all its tokens there, and tell it.')
    .argument('<app>', 'its client id or id')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((named: string, options: PlaceOptions) =>
      withApps(async ({ store, apps }) => {
        const app = await findApp(store, named);
        const { id: workspaceId, name } = await findWorkspace(store, options.workspace);
        const uninstall = () => apps.uninstall(app, workspaceId);
        const out = await auditedApp(app, { place: 'uninstalled' }, uninstall, workspaceId);
        if (out === null) {
          throw new CommandFailed(`${app.name} is not installed in ${name}.`, EXIT.notFound);
        }
        await out.told;
        const shown = { appId: String(app.id), workspaceId: String(workspaceId) };
        print(options, shown, () => `${app.name} is out of ${name}.`);
      }),
    );
}

export function appDeleteCommand(): Command {
  return new Command('delete')
    .description('Take an app out of every workspace and remove it. What it brought in stays.')
    .argument('<app>', 'its client id or id')
    .addOption(jsonOption())
    .action((named: string, options: JsonOption) =>
      withApps(async ({ store, apps }) => {
        const app = await findApp(store, named);
        const { told } = await auditedApp(app, { place: 'deleted' }, () => apps.delete(app));
        await told;
        const shown = { id: String(app.id), clientId: app.clientId };
        print(options, shown, () => `${app.name} (${app.clientId}) is gone.`);
      }),
    );
}

import { Command } from 'commander';
import { openSecretBox } from '../../access/secret-key.ts';
import { valuesText } from '../../access/vendor-settings.ts';
import { vendors } from '../../vendors/index.ts';
import { declaredSettings } from '../../vendors/vendor.ts';
import { audited, describe } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { createWorkspace } from '../sandbox/create-workspace.ts';
import { credentialsText, firstStepsText } from '../sandbox/sandbox-text.ts';
import { serverUrl } from '../server-url.ts';
import { withStore } from '../with-store.ts';
import { checkedName, readAssignments } from '../workspace-settings.ts';
import { workspaceKeysCommand } from './workspace-keys.ts';
import { useCasesOf } from '../use-cases.ts';

export function workspaceCommand(): Command {
  return new Command('workspace')
    .description('Make, list and set up workspaces.')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(setCommand())
    .addCommand(workspaceKeysCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description(
      'Make a workspace with users and credentials for every vendor. The secrets are printed this once.',
    )
    .argument('<name>', 'what people call it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
--json prints the shape of sandbox.json, with inbox.welcomeUrl in place of a password: a link that
works once, within 24 hours, by which the admin sets a password of their own.

Example:
  $ inlet workspace create "Support team" --json > credentials.json`,
    )
    .action((name: string, options: JsonOption) =>
      withStore(
        async (store, config) => {
          const secretBox = await openSecretBox(config, store);
          const credentials = await createWorkspace({ store, secretBox }, vendors, {
            name: checkedName(name),
            origin: serverUrl(config),
            isSandbox: false,
            login: 'link',
            drafts: [
              { ...describe({ workspaceId: 0, action: 'workspace.create' }), at: Date.now() },
            ],
          });
          print(options, credentials, () => {
            const table = credentialsText(credentials);
            return `Keep these: the secrets are not shown again.\n\n${table}\n\n${firstStepsText(credentials)}`;
          });
        },
        undefined,
        { makesDatabase: true },
      ),
    );
}

function listCommand(): Command {
  return new Command('list')
    .description('List the workspaces.')
    .addOption(jsonOption())
    .action((options: JsonOption) =>
      withStore(async (store) => {
        const all = await store.read.listWorkspaces({});
        const shown = all.map(({ id, name, settings, createdAt }) => ({
          id: String(id),
          name,
          settings,
          createdAt: timeText(createdAt),
        }));
        print(options, shown, () =>
          columns(
            ['ID', 'NAME', 'CREATED', 'SETTINGS'],
            shown.map((one) => [one.id, one.name, one.createdAt, JSON.stringify(one.settings)]),
          ),
        );
      }),
    );
}

function setCommand(): Command {
  return new Command('set')
    .description('Change settings of a workspace. A running server knows them within a second.')
    .argument('<workspace>', 'its name or id')
    .argument('<settings...>', 'setting=value; the value null removes a setting')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Settings:
  name                            what people call it
  rateLimits.<vendor>.dailyBudget cost units a day; without it there is no budget
  rateLimits.<vendor>.burst       requests of one token within the vendor's window
  sandbox                         true: faults may be rehearsed (inlet fault)
${vendorSettingsText()}

Examples:
  $ inlet workspace set "Support team" rateLimits.pipedrive.dailyBudget=1000
  $ inlet workspace set 1 rateLimits.pipedrive=null name=Support`,
    )
    .action((named: string, assignments: string[], options: JsonOption) =>
      withStore(async (store) => {
        const found = await findWorkspace(store, named);
        const { id } = found;
        const change = readAssignments(found, assignments, declaredSettings(vendors));
        const update = { workspaceId: id, action: 'workspace.update', object: 'workspace' };
        const changed = await audited({ ...update, details: { assignments } }, () =>
          useCasesOf(store).workspaces.change({ id, ...change }),
        );
        if (changed === null) throw new CommandFailed('The workspace is gone.', EXIT.notFound);
        const { name, settings } = changed;
        const shown = { id: String(id), name, settings };
        print(options, shown, () => `${name} (${id}): ${JSON.stringify(settings)}`);
      }),
    );
}

/** A line for each setting that a vendor declares. */
function vendorSettingsText(): string {
  return Object.entries(declaredSettings(vendors))
    .flatMap(([vendor, settings]) =>
      Object.entries(settings).map(
        ([name, setting]) =>
          `  ${`${vendor}.${name}`.padEnd(31)} ${valuesText(setting)} (${String(setting.default)}): ${setting.description}`,
      ),
    )
    .join('\n');
}

import { Command, Option } from 'commander';
import { fieldsOf } from '../app/app-fields.ts';
import { auditedApp } from '../app/audited-app.ts';
import { networksOf } from '../app/networks-of.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { findProvider, presentProvider } from '../provider/find-provider.ts';
import { vendors } from '../../vendors/index.ts';
import { withApps } from '../with-apps.ts';

const DELIVERY_TYPES = vendors.flatMap(({ apps }) => apps?.providers?.deliveryTypes ?? []);

type Options = JsonOption & { name?: string; deliveryUrl?: string; deliveryType?: string };

export function providerSetCommand(): Command {
  return new Command('set')
    .description('Change a conversation provider. What is not named stays as it is.')
    .argument('<provider>', "the id that its vendor's clients know")
    .option('--name <name>', 'what people call it, and its channels')
    .option('--delivery-url <url>', 'where its messages go; "" for where those of its app go')
    .addOption(
      new Option('--delivery-type <type>', 'what its delivery URL is told; "" for by rule').choices(
        [...DELIVERY_TYPES, ''],
      ),
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Replies that waited for an address go out within a second where a server runs.

Example:
  $ inlet provider set 61d6d1f9cdac7612faf80753 --delivery-url https://app.example/deliver`,
    )
    .action((externalId: string, options: Options) =>
      withApps(async (ports) => {
        const { store, apps } = ports;
        const { app } = await findProvider(store, externalId);
        const { name, ...rest } = fieldsOf(options, ports, await networksOf(store, app));
        const named = name === undefined ? {} : { name: name.toWellFormed() };
        const { deliveryType: type } = options;
        const typed = type === undefined ? {} : { deliveryType: type === '' ? null : type };
        const change = { ...rest, ...named, ...typed };
        if (Object.keys(change).length === 0) {
          throw new CommandFailed('Name what is to be changed; see --help.', EXIT.usage);
        }
        const update = { appId: app.id, externalId, change };
        const details = { provider: externalId, changed: Object.keys(change) };
        const changed = await auditedApp(app, details, () => apps.changeProvider(update));
        if (changed === null) throw new CommandFailed('It was removed just now.', EXIT.notFound);
        const shown = presentProvider(changed);
        print(options, shown, () => `${shown.name}: ${shown.deliveryUrl ?? "its app's address"}`);
      }),
    );
}

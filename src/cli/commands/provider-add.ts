import { Command, Option } from 'commander';
import { providerMakersOf } from '../../vendors/client-makers.ts';
import { vendors } from '../../vendors/index.ts';
import { fieldsOf } from '../app/app-fields.ts';
import { auditedApp } from '../app/audited-app.ts';
import { findApp } from '../app/find-app.ts';
import { networksOf } from '../app/networks-of.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { findProvider, presentProvider } from '../provider/find-provider.ts';
import { withApps } from '../with-apps.ts';

type Options = JsonOption & { type: string; deliveryUrl?: string };

const makers = providerMakersOf(vendors);
const types = Object.values(makers).flatMap((maker) => maker.types);

export function providerAddCommand(): Command {
  return new Command('add')
    .description(
      'Add a conversation provider to an app; each workspace that has it gets a channel.',
    )
    .argument('<app>', 'its client id or id')
    .argument('<name>', 'what people call it')
    .addOption(new Option('--type <type>', 'what it carries').choices(types).makeOptionMandatory())
    .option('--delivery-url <url>', "where its messages go; without one to the app's")
    .addOption(jsonOption())
    .action((named: string, name: string, options: Options) =>
      withApps(async (ports) => {
        const { store, apps } = ports;
        const app = await findApp(store, named);
        const maker = makers[app.vendor];
        if (maker === undefined) {
          throw new CommandFailed(`Apps of ${app.vendor} have no providers.`, EXIT.refused);
        }
        const said = { name, deliveryUrl: options.deliveryUrl ?? '' };
        const { deliveryUrl = null } = fieldsOf(said, ports, await networksOf(store, app));
        const externalId = maker.makeId();
        const row = { appId: app.id, externalId, name: name.toWellFormed(), type: options.type };
        const at = { deliveryUrl, attributes: {} };
        await auditedApp(app, { provider: externalId }, () => apps.addProvider({ ...row, ...at }));
        const { provider } = await findProvider(store, externalId);
        const shown = presentProvider(provider);
        print(options, shown, () => shown.externalId);
      }),
    );
}

import { Command } from 'commander';
import { findApp } from '../app/find-app.ts';
import { jsonOption } from '../options.ts';
import { columns, print, type JsonOption } from '../print.ts';
import { presentProvider } from '../provider/find-provider.ts';
import { withStore } from '../with-store.ts';

export function providerListCommand(): Command {
  return new Command('list')
    .description('List the conversation providers of an app.')
    .argument('<app>', 'its client id or id')
    .addOption(jsonOption())
    .action((named: string, options: JsonOption) =>
      withStore(async (store) => {
        const { id: appId } = await findApp(store, named);
        const shown = (await store.read.listProviders({ appId })).map(presentProvider);
        print(options, shown, () =>
          columns(
            ['ID', 'TYPE', 'NAME', 'DELIVERY URL'],
            shown.map((one) => [one.externalId, one.type, one.name, one.deliveryUrl ?? '-']),
          ),
        );
      }),
    );
}

import { Command } from 'commander';
import type { App, Store } from '../../store/store.ts';
import { findApp } from '../app/find-app.ts';
import { appText, presentApp } from '../app/present-app.ts';
import { jsonOption } from '../options.ts';
import { columns, print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

const PAGE = 100;

export function appListCommand(): Command {
  return new Command('list')
    .description('List the apps of the server.')
    .addOption(jsonOption())
    .action((options: JsonOption) =>
      withStore(async (store) => {
        const apps = await all(store);
        const shown = await Promise.all(apps.map((app) => presentApp(store, app)));
        print(options, shown, () =>
          columns(
            ['ID', 'VENDOR', 'CLIENT ID', 'INSTALLED IN', 'NAME'],
            shown.map((app) => [
              app.id,
              app.vendor,
              app.clientId,
              app.installedIn.map(({ workspaceId }) => workspaceId).join(',') || '-',
              app.name,
            ]),
          ),
        );
      }),
    );
}

export function appShowCommand(): Command {
  return new Command('show')
    .description('Show an app. Of its secrets only the last four characters are shown.')
    .argument('<app>', 'its client id or id')
    .addOption(jsonOption())
    .action((named: string, options: JsonOption) =>
      withStore(async (store) => {
        const shown = await presentApp(store, await findApp(store, named));
        print(options, shown, () => appText(shown));
      }),
    );
}

async function all(store: Store): Promise<App[]> {
  const apps: App[] = [];
  let page: App[];
  do {
    const afterId = apps.at(-1)?.id ?? 0;
    page = await store.read.listApps({ workspaceId: null, afterId, limit: PAGE });
    apps.push(...page);
  } while (page.length === PAGE);
  return apps;
}

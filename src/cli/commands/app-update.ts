import { Command } from 'commander';
import type { AppChange } from '../../store/store.ts';
import { clientMakersOf, manifestRulesOf } from '../../vendors/client-makers.ts';
import { vendors } from '../../vendors/index.ts';
import type { FieldOptions } from '../app/app-fields.ts';
import { collect, fieldsOf } from '../app/app-fields.ts';
import { auditedApp } from '../app/audited-app.ts';
import { findApp } from '../app/find-app.ts';
import { networksOf } from '../app/networks-of.ts';
import { appText, presentApp } from '../app/present-app.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { expiryOf } from '../token/expiry.ts';
import { withApps } from '../with-apps.ts';

type Options = JsonOption & Omit<FieldOptions, 'clientId' | 'clientSecret'>;

export function appUpdateCommand(): Command {
  return new Command('update')
    .description('Change what is known of an app. What is not named stays as it is.')
    .argument('<app>', 'its client id or id')
    .option('--name <name>', 'what people are shown when it asks to be let in')
    .option('--redirect-uri <uri>', 'in place of all that it had; repeat it', collect)
    .option('--scope <scope>', 'likewise; repeat it or write a,b', collect)
    .option('--manifest <file>', 'the JSON with the addresses that it answers under')
    .option('--delivery-url <url>', 'where messages for it go; "" for nowhere')
    .addOption(jsonOption())
    .action((named: string, options: Options) =>
      withApps(async (ports) => {
        const { store, apps } = ports;
        const app = await findApp(store, named);
        const networks = await networksOf(store, app);
        const rule = manifestRulesOf(vendors)[app.vendor];
        const change = fieldsOf(options, ports, networks, rule) as AppChange;
        if (Object.keys(change).length === 0) {
          throw new CommandFailed('Name what is to be changed; see --help.', EXIT.usage);
        }
        await auditedApp(app, { changed: Object.keys(change) }, () => apps.change(app, change));
        const shown = await presentApp(store, await findApp(store, app.clientId));
        print(options, shown, () => appText(shown));
      }),
    );
}

export function appSecretCommand(): Command {
  return new Command('rotate-secret')
    .description(
      'Give an app a new secret, printed this once. The one before is taken for a while.',
    )
    .argument('<app>', 'its client id or id')
    .option('--overlap <time>', 'for how long the secret before is still taken: 7d, 12h, 0s', '7d')
    .addOption(jsonOption())
    .action((named: string, options: JsonOption & { overlap: string }) =>
      withApps(async ({ store, apps }) => {
        const app = await findApp(store, named);
        const clientSecret = clientMakersOf(vendors)[app.vendor]?.().clientSecret;
        if (app.isPublic || clientSecret === undefined) {
          throw new CommandFailed('This app cannot keep a secret and has none.', EXIT.refused);
        }
        const overlapMs = overlapOf(options.overlap);
        await auditedApp(app, { secret: 'rotated' }, () =>
          apps.rotateSecret(app, clientSecret, overlapMs),
        );
        const shown = { id: String(app.id), clientId: app.clientId, clientSecret };
        print(options, shown, () => `${clientSecret}\n\nKeep it: it is not shown again.`);
      }),
    );
}

function overlapOf(text: string): number {
  if (/^0[smhd]?$/.test(text)) return 0;
  const now = Date.now();
  return (expiryOf(text, now) ?? now) - now;
}

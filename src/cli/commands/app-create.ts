import { Command, Option } from 'commander';
import { OWN } from '../../access/oauth/oauth.ts';
import { OWN_SCOPES } from '../../access/oauth/own-scopes.ts';
import { localNetworksOf } from '../../access/workspace-settings.ts';
import type { App } from '../../store/store.ts';
import { clientMakersOf, manifestRulesOf } from '../../vendors/client-makers.ts';
import { vendors } from '../../vendors/index.ts';
import type { FieldOptions } from '../app/app-fields.ts';
import { collect, fieldsOf } from '../app/app-fields.ts';
import { appText, presentApp } from '../app/present-app.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { givenSecret } from '../given-secret.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import type { AppCommandPorts } from '../with-apps.ts';
import { withApps } from '../with-apps.ts';

type Options = JsonOption &
  FieldOptions & {
    workspace?: string;
    vendor: string;
    public?: true;
    clientSecretFile?: string;
    clientSecretStdin?: true;
  };

const makers = clientMakersOf(vendors);

export function appCreateCommand(): Command {
  const vendor = new Option('--vendor <vendor>', 'whose API it speaks; inlet: a client of Inlet');
  return new Command('create')
    .description('Make an app, not yet installed anywhere. Its secret is printed this once.')
    .argument('<name>', 'what people are shown when it asks to be let in')
    .addOption(workspaceOption())
    .addOption(vendor.choices(Object.keys(makers)).makeOptionMandatory())
    .option('--redirect-uri <uri>', 'where people are sent back to; repeat it', collect)
    .option('--scope <scope>', 'what it may be given; repeat it or write a,b', collect)
    .option('--manifest <file>', 'the JSON with the addresses that it answers under')
    .option('--delivery-url <url>', 'where messages for it go')
    .option('--client-id <id>', 'one that is known already, instead of a random one')
    .option('--client-secret <secret>', 'likewise')
    .option('--client-secret-file <path>', 'likewise, in a file')
    .option('--client-secret-stdin', 'likewise, on standard input')
    .option('--public', 'it cannot keep a secret: a program on people’s own machines')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Scopes of a client of Inlet: ${OWN_SCOPES.join(', ')} (without any: all of them).

Examples:
  $ inlet app create "My connector" --vendor pipedrive --scope messengers-integration \\
      --redirect-uri https://connector.example/callback
  $ inlet app create "Dashboard" --vendor inlet --redirect-uri https://dash.example/in`,
    )
    .action((name: string, options: Options) =>
      withApps((ports) => create(ports, { ...options, name })),
    );
}

async function create(ports: AppCommandPorts, options: Options & { name: string }): Promise<void> {
  const { store, apps } = ports;
  const workspace = await findWorkspace(store, options.workspace);
  const networks = localNetworksOf(workspace.settings);
  const rule = manifestRulesOf(vendors)[options.vendor];
  const { clientSecret: argument, clientSecretFile: file, clientSecretStdin: stdin } = options;
  const given = await givenSecret('client-secret', { argument, file, stdin });
  const said = given === undefined ? options : { ...options, clientSecret: given };
  const fields = fieldsOf(said, ports, networks, rule);
  const { clientId, clientSecret, ...described } = fields;
  const made = makers[options.vendor]?.();
  const secret = options.public === true ? null : (clientSecret ?? made?.clientSecret ?? '');
  const usual = options.vendor === OWN ? { scopes: [...OWN_SCOPES] } : {};
  const app = await audited({ workspaceId: workspace.id, action: 'apps.write' }, () =>
    apps.create({
      ...usual,
      ...(described as Partial<App>),
      ...{ vendor: options.vendor, name: options.name, workspaceId: workspace.id },
      clientId: clientId ?? made?.clientId ?? '',
      clientSecret: secret,
    }),
  );
  const stored = app && (await store.read.findApp(app));
  if (stored === null) {
    throw new CommandFailed('Another app of this workspace has this client id.', EXIT.refused);
  }
  const shown = { ...(await presentApp(store, stored)), clientSecret: secret };
  print(options, shown, () => {
    const text = appText(shown);
    if (secret === null) return text;
    return `${text}\nclient secret   ${secret}\n\nKeep the secret: it is not shown again.`;
  });
}

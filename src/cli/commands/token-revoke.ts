import { Command } from 'commander';
import type { Store } from '../../store/store.ts';
import { findApp } from '../app/find-app.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { changeToken, idOf } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

type Options = JsonOption & { app?: string; workspace?: string };

export function tokenRevokeCommand(): Command {
  return new Command('revoke')
    .description(
      'Refuse a token and all that it made, or all of an app, from now on. A running server knows within a second.',
    )
    .argument('[id]', 'its id, as `inlet token list` shows it', idOf)
    .option('--app <app>', 'all that this app has in a workspace instead, by client id or id')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ inlet token revoke 17\n  $ inlet token revoke --app 5c1f9a',
    )
    .action((id: number | undefined, options: Options) =>
      withStore(async (store) => {
        if ((id === undefined) === (options.app === undefined)) {
          throw new CommandFailed('Name either a token or, with --app, an app.', EXIT.usage);
        }
        if (id === undefined) await revokeOfApp(store, options.app ?? '', options);
        else await revokeOne(store, id, options);
      }),
    );
}

async function revokeOne(store: Store, id: number, options: JsonOption): Promise<void> {
  const { made } = await changeToken(store, id, 'revoke', (workspaceId) =>
    useCasesOf(store).credentials.revoke({ workspaceId, id }),
  );
  print(options, { id: String(id), revoked: true, made }, () => {
    return `Token ${id} is revoked${made === 0 ? '' : `, and ${made} that it made`}.`;
  });
}

/** With the grants that they came from, so that the app cannot refresh them. */
async function revokeOfApp(store: Store, named: string, options: Options): Promise<void> {
  const { id: workspaceId, name } = await findWorkspace(store, options.workspace);
  const { id: appId, clientId } = await findApp(store, named);
  const change = { workspaceId, action: 'tokens.write', object: `tokens of app ${appId}` };
  const { tokens: revoked } = await audited(change, () =>
    useCasesOf(store).credentials.revokeOfApp({ workspaceId, appId }),
  );
  print(options, { appId: String(appId), revoked }, () => {
    return `${revoked} tokens of ${clientId} are revoked in ${name}.`;
  });
}

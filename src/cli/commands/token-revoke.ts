import { Command } from 'commander';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { idOf, inItsWorkspace } from '../token/token-id.ts';
import { withStore } from '../with-store.ts';

export function tokenRevokeCommand(): Command {
  return new Command('revoke')
    .description('Refuse a token from now on. A running server knows within a second.')
    .argument('<id>', 'its id, as `inlet token list` shows it', idOf)
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet token revoke 17')
    .action((id: number, options: JsonOption) =>
      withStore(async (store) => {
        const now = Date.now();
        await inItsWorkspace(store, id, 'revoke', (workspaceId) =>
          store.write.revokeToken({ workspaceId, id, now }),
        );
        print(options, { id: String(id), revoked: true }, () => `Token ${id} is revoked.`);
      }),
    );
}

import { Command, InvalidArgumentError } from 'commander';
import type { Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

export function tokenRevokeCommand(): Command {
  return new Command('revoke')
    .description('Refuse a token from now on. A running server knows within a second.')
    .argument('<id>', 'its id, as `inlet token list` shows it', idOf)
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet token revoke 17')
    .action((id: number, options: JsonOption) =>
      withStore(async (store) => {
        if (!(await revoke(store, id))) {
          throw new CommandFailed(`There is no token ${id}.`, EXIT.notFound);
        }
        print(options, { id: String(id), revoked: true }, () => `Token ${id} is revoked.`);
      }),
    );
}

/** Ids are given once on a whole server, so the workspace need not be said. */
async function revoke(store: Store, id: number): Promise<boolean> {
  const now = Date.now();
  for (const { id: workspaceId } of await store.read.listWorkspaces({})) {
    if (await store.write.revokeToken({ workspaceId, id, now })) return true;
  }
  return false;
}

function idOf(text: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(id)) return id;
  throw new InvalidArgumentError('It is a number, not the token itself.');
}

import { Command } from 'commander';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import type { Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { inItsWorkspace } from '../in-its-workspace.ts';
import { jsonOption } from '../options.ts';
import { print, timeOrNull, type JsonOption } from '../print.ts';
import { idOf } from '../token/token-id.ts';
import { expiryOf } from '../token/expiry.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

type Options = JsonOption & { overlap: string };

export function tokenRotateCommand(): Command {
  return new Command('rotate')
    .description("Replace one of Inlet's own tokens by a new one, printed this once.")
    .argument('<id>', 'its id, as `inlet token list` shows it', idOf)
    .option('--overlap <span>', 'how long the old one stays good: 24h, 7d, 0s', '24h')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet token rotate 17 --overlap 7d')
    .action((id: number, { overlap, ...options }: Options) =>
      withStore(async (store) => {
        const now = Date.now();
        const overlapMs = overlap === '0s' ? 0 : (expiryOf(overlap, now) ?? now) - now;
        const token = makeToken('pat');
        const made = await rotate(store, { id, token, overlapMs });
        if (made === null) {
          throw new CommandFailed(`Inlet has no living token ${id} of its own.`, EXIT.notFound);
        }
        const shown = { id: String(made.id), token, expiresAt: timeOrNull(made.expiresAt) };
        print(options, shown, () => token);
      }),
    );
}

function rotate(
  store: Store,
  { id, token, overlapMs }: { id: number; token: string; overlapMs: number },
) {
  const entry = { action: 'tokens.write', object: `token ${id}` };
  return inItsWorkspace(store, entry, (workspaceId) =>
    useCasesOf(store).credentials.rotate({
      ...{ workspaceId, id, overlapMs },
      ...{ makerId: null, sessionId: null, latestEnd: null },
      ...{ hash: hashToken(token), lastFour: lastFour(token) },
    }),
  );
}

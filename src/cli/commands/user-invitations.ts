import { Command } from 'commander';
import type { Store } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

type Options = JsonOption & { workspace?: string; withdraw?: string };

export function userInvitationsCommand(): Command {
  return new Command('invitations')
    .description('Show the links to a password that can still be used, or withdraw one.')
    .addOption(workspaceOption())
    .option('--withdraw <user>', 'e-mail address or id: the link is worth nothing from now on')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet user invitations --withdraw jane@example.com')
    .action((options: Options) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const { withdraw } = options;
        if (withdraw === undefined) await show(store, workspaceId, options);
        else await withdrawOne(store, workspaceId, withdraw, options);
      }),
    );
}

async function show(store: Store, workspaceId: number, options: JsonOption): Promise<void> {
  const invitations = await store.read.listInvitations({ workspaceId, now: Date.now() });
  const shown = invitations.map(({ userId, email, role, createdAt, expiresAt }) => ({
    ...{ userId: String(userId), email, role },
    ...{ createdAt: timeText(createdAt), expiresAt: timeText(expiresAt) },
  }));
  print(options, shown, () =>
    columns(
      ['ID', 'E-MAIL', 'BECOMES', 'SINCE', 'UNTIL'],
      shown.map((one) => [one.userId, one.email, one.role ?? '-', one.createdAt, one.expiresAt]),
    ),
  );
}

async function withdrawOne(
  store: Store,
  workspaceId: number,
  named: string,
  options: JsonOption,
): Promise<void> {
  const invitations = await store.read.listInvitations({ workspaceId, now: Date.now() });
  const found = invitations.find(
    ({ userId, email }) => email === named.toLowerCase() || String(userId) === named,
  );
  if (found === undefined) {
    throw new CommandFailed(`${named} has no link that could be used.`, EXIT.notFound);
  }
  const { userId, email } = found;
  const change = { workspaceId, action: 'users.write', object: `user ${userId}` };
  await audited({ ...change, details: { withdrew: 'link' } }, () =>
    useCasesOf(store).people.withdraw({ workspaceId, userId }),
  );
  print(
    options,
    { userId: String(userId), withdrawn: true },
    () => `The link of ${email} is withdrawn.`,
  );
}

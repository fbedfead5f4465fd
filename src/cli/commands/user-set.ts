import { Command, Option } from 'commander';
import type { Role } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, timeOrNull, type JsonOption } from '../print.ts';
import { findMember } from '../user/find-member.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

type Options = JsonOption & {
  workspace?: string;
  role?: Role;
  name?: string;
  disable?: true;
  enable?: true;
};

export function userSetCommand(): Command {
  const role = new Option('--role <role>', 'what they may do');
  return new Command('set')
    .description('Change the role or name of a person, or disable them in a workspace.')
    .argument('<user>', 'e-mail address or id')
    .addOption(workspaceOption())
    .addOption(role.choices(['admin', 'agent', 'viewer']))
    .option('--name <name>', 'what others see')
    .addOption(new Option('--disable', 'let them and their tokens in no more').conflicts('enable'))
    .option('--enable', 'let them in again')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet user set jane@example.com --role viewer')
    .action((named: string, options: Options) =>
      withStore(async (store) => {
        const { role: newRole, name, disable, enable } = options;
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const { id: userId } = await findMember(store, workspaceId, named);
        const details = { role: newRole, name, disable, enable };
        const change = { workspaceId, action: 'users.write', object: `user ${userId}`, details };
        const outcome = await audited(change, () =>
          useCasesOf(store).people.change({
            ...{ workspaceId, userId, name, role: newRole },
            isDisabled: disable === true ? true : enable === true ? false : undefined,
          }),
        );
        if (outcome.kind !== 'changed') {
          throw new CommandFailed(
            `${named} is the last admin of the workspace. Make another one first.`,
            EXIT.refused,
          );
        }
        const { id, disabledAt, ...user } = outcome.user;
        const shown = { id: String(id), ...user, disabledAt: timeOrNull(disabledAt) };
        const state = disabledAt === null ? '' : ', disabled';
        print(options, shown, () => `${user.email} is ${user.role}${state}.`);
      }),
    );
}

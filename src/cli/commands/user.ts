import { Command, Option } from 'commander';
import { emailOf } from '../../access/email.ts';
import { makePassword } from '../../access/password-rules.ts';
import { Passwords } from '../../access/passwords.ts';
import type { Role, Store, Workspace } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeOrNull, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { userPasswordCommand } from './user-password.ts';
import { userSessionsCommand } from './user-sessions.ts';
import { userSetCommand } from './user-set.ts';

type CreateOptions = JsonOption & { workspace?: string; role: Role; name?: string };

export function userCommand(): Command {
  return new Command('user')
    .description('Make people, say what they may do, and let them in again.')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(userSetCommand())
    .addCommand(userPasswordCommand())
    .addCommand(userSessionsCommand());
}

function createCommand(): Command {
  const role = new Option('--role <role>', 'what they may do');
  return new Command('create')
    .description('Make a person with a password, or a member of one who is on the server already.')
    .argument('<email>', 'with which they log in')
    .addOption(workspaceOption())
    .addOption(role.choices(['admin', 'agent', 'viewer']).default('agent'))
    .option('--name <name>', 'what others see; default: the part before the @')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The password is printed this once. A person who is on the server already keeps theirs.

Examples:
  $ inlet user create jane@example.com --name "Jane Doe" --role admin
  $ inlet user create jane@example.com --workspace 7`,
    )
    .action((text: string, options: CreateOptions) =>
      withStore(async (store) => {
        const email = emailOf(text);
        if (email === null) throw new CommandFailed(`${text} is no e-mail address.`, EXIT.usage);
        const workspace = await findWorkspace(store, options.workspace);
        const made = await makeMember(store, workspace, email, options);
        print(options, made, () => textOf(made, workspace));
      }),
    );
}

type Made = { id: string; email: string; role: Role; workspaceId: string; password: string | null };

async function makeMember(
  store: Store,
  { id: workspaceId }: Workspace,
  email: string,
  { role, name = email.split('@', 1)[0] ?? email }: CreateOptions,
): Promise<Made> {
  const now = Date.now();
  const password = makePassword();
  const passwordHash = await new Passwords().hash(password);
  const person = { workspaceId, email, name, role, passwordHash, now };
  const change = { workspaceId, action: 'users.write', details: { role } };
  const user = await audited(change, () => store.write.addUser(person));
  const known = user === null ? await store.read.findAccount({ email }) : null;
  const id = user?.id ?? known?.id ?? 0;
  if (known !== null) {
    const member = { workspaceId, userId: id, role, now };
    const isNew = await audited(change, () => store.write.addMembership(member));
    if (!isNew) throw new CommandFailed(`${email} is a member already.`, EXIT.refused);
  }
  return {
    id: String(id),
    email,
    role,
    workspaceId: String(workspaceId),
    password: user === null ? null : password,
  };
}

function textOf({ email, role, password }: Made, { name }: Workspace): string {
  const line = `${email} is ${role} of ${name}.`;
  return password === null ? line : `${line}\nPassword, shown this once: ${password}`;
}

function listCommand(): Command {
  return new Command('list')
    .description('List the people of a workspace.')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((options: JsonOption & { workspace?: string }) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const users = await store.read.listUsers({ workspaceId });
        const shown = users.map(({ id, email, name, role, disabledAt }) => {
          return { id: String(id), email, name, role, disabledAt: timeOrNull(disabledAt) };
        });
        print(options, shown, () =>
          columns(
            ['ID', 'E-MAIL', 'NAME', 'ROLE', 'STATE'],
            shown.map(({ id, email, name, role, disabledAt }) => {
              return [id, email, name, role, disabledAt === null ? 'active' : 'disabled'];
            }),
          ),
        );
      }),
    );
}

import { Command, Option } from 'commander';
import { emailOf } from '../../access/email.ts';
import { makeLink } from '../../access/one-time-links.ts';
import { passwordFault } from '../../access/password-rules.ts';
import { Passwords } from '../../access/passwords.ts';
import type { Role, Store, Workspace } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { serverUrl } from '../server-url.ts';
import { secretFromStdin } from '../given-secret.ts';
import { columns, print, timeOrNull, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { userInvitationsCommand } from './user-invitations.ts';
import { userPasswordCommand } from './user-password.ts';
import { userSessionsCommand } from './user-sessions.ts';
import { userSetCommand } from './user-set.ts';
import { useCasesOf } from '../use-cases.ts';

type CreateOptions = JsonOption & {
  workspace?: string;
  role: Role;
  name?: string;
  passwordStdin?: true;
};

export function userCommand(): Command {
  return new Command('user')
    .description('Make people, say what they may do, and let them in again.')
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(userSetCommand())
    .addCommand(userInvitationsCommand())
    .addCommand(userPasswordCommand())
    .addCommand(userSessionsCommand());
}

function createCommand(): Command {
  const role = new Option('--role <role>', 'what they may do');
  return new Command('create')
    .description(
      'Make a person, or a member of one who is on the server already, and print a link for them.',
    )
    .argument('<email>', 'with which they log in')
    .addOption(workspaceOption())
    .addOption(role.choices(['admin', 'agent', 'viewer']).default('agent'))
    .option('--name <name>', 'what others see; default: the part before the @')
    .option(
      '--password-stdin',
      'a new person has the password on standard input, instead of a link',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The link is for handing over: it works once, within 24 hours and until there is a newer one. By it
the person sets a password of their own. Somebody who is on the server already is a member once they
have used it, and all that they had before, sessions and tokens, ends then.

Examples:
  $ inlet user create jane@example.com --name "Jane Doe" --role admin
  $ inlet user create jane@example.com --workspace 7
  $ inlet user create jane@example.com --password-stdin < password.txt`,
    )
    .action((text: string, options: CreateOptions) =>
      withStore(async (store, config) => {
        const email = emailOf(text);
        if (email === null) throw new CommandFailed(`${text} is no e-mail address.`, EXIT.usage);
        const workspace = await findWorkspace(store, options.workspace);
        const { role, name = email.split('@', 1)[0] ?? email } = options;
        const person = { workspaceId: workspace.id, email, name, role };
        const made =
          options.passwordStdin === true
            ? await makeWithPassword(store, person)
            : await invite(store, person, serverUrl(config));
        print(options, made, () => textOf(made, workspace));
      }),
    );
}

type Person = { workspaceId: number; email: string; name: string; role: Role };
type Made = {
  id: string;
  email: string;
  role: Role;
  workspaceId: string;
  welcomeUrl: string | null;
};

async function invite(store: Store, person: Person, origin: string): Promise<Made> {
  const now = Date.now();
  const { url, link } = makeLink('welcome', { origin, madeBy: 'operator', now });
  const outcome = await audited(changeOf(person), () =>
    useCasesOf(store).people.invite({ ...person, link }),
  );
  if (outcome.kind === 'member') {
    throw new CommandFailed(`${person.email} is a member already.`, EXIT.refused);
  }
  return madeOf(person, outcome.user.id, url);
}

/** Nobody else can have used a password that the operator gives to somebody new. */
async function makeWithPassword(store: Store, person: Person): Promise<Made> {
  const password = await secretFromStdin('--password-stdin');
  const fault = passwordFault(password, person.email);
  if (fault !== null) throw new CommandFailed(`The password ${fault}.`, EXIT.usage);
  const passwordHash = await new Passwords().hash(password);
  const user = await audited(changeOf(person), () =>
    useCasesOf(store).people.add({ ...person, passwordHash }),
  );
  if (user !== null) return madeOf(person, user.id, null);
  throw new CommandFailed(
    `${person.email} is on the server already and sets the password: leave out --password-stdin.`,
    EXIT.refused,
  );
}

function changeOf({ workspaceId, email, role }: Person) {
  return { workspaceId, action: 'users.write', details: { email, role } };
}

function madeOf({ email, role, workspaceId }: Person, id: number, welcomeUrl: string | null): Made {
  return { id: String(id), email, role, workspaceId: String(workspaceId), welcomeUrl };
}

function textOf({ email, role, welcomeUrl }: Made, { name }: Workspace): string {
  if (welcomeUrl === null) return `${email} is ${role} of ${name}.`;
  return `${email} is ${role} of ${name} with this link, which works once, within 24 hours:\n${welcomeUrl}`;
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

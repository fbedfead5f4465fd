import { Command } from 'commander';
import { emailOf } from '../../access/email.ts';
import { makePassword } from '../../access/password-rules.ts';
import { Passwords } from '../../access/passwords.ts';
import { auditedIn } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { jsonOption } from '../options.ts';
import { print, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

/** For whoever runs the server: it holds in every workspace that the person is a member of. */
export function userPasswordCommand(): Command {
  return new Command('password')
    .description('Give a person a new password, printed this once. Their sessions end.')
    .argument('<email>', 'with which they log in')
    .addOption(jsonOption())
    .action((text: string, options: JsonOption) =>
      withStore(async (store) => {
        const email = emailOf(text) ?? text;
        const account = await store.read.findAccount({ email });
        if (account === null) throw new CommandFailed(`There is no ${email}.`, EXIT.notFound);
        const { id: userId } = account;
        const password = makePassword();
        const passwordHash = await new Passwords().hash(password);
        const object = `user ${userId}`;
        const memberships = await store.read.listMemberships({ userId });
        const changes = memberships.map(({ workspaceId }) => {
          return { workspaceId, action: 'password.change', object };
        });
        const change = { userId, passwordHash, exceptSessionId: null };
        await auditedIn(changes, () => useCasesOf(store).people.setPassword(change));
        print(options, { id: String(userId), email, password }, () => password);
      }),
    );
}

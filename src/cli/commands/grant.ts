import { Command } from 'commander';
import type { Grant, Store } from '../../store/store.ts';
import { findApp } from '../app/find-app.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { inItsWorkspace } from '../in-its-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeText, type JsonOption } from '../print.ts';
import { idOf } from '../token/token-id.ts';
import { findMember } from '../user/find-member.ts';
import { withStore } from '../with-store.ts';
import { useCasesOf } from '../use-cases.ts';

const MOST_LISTED = 10_000;

type ListOptions = JsonOption & { workspace?: string; app?: string; user?: string };

export function grantCommand(): Command {
  return new Command('grant')
    .description('List and revoke what people have let apps do, through OAuth.')
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('List the grants of a workspace that hold, newest first.')
    .addOption(workspaceOption())
    .option('--app <app>', 'only to this one, by client id or id')
    .option('--user <user>', 'only by this person, by e-mail address or id')
    .addOption(jsonOption())
    .action((options: ListOptions) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const { app, user } = options;
        const appId = app === undefined ? null : (await findApp(store, app)).id;
        const userId = user === undefined ? null : (await findMember(store, workspaceId, user)).id;
        const page = { workspaceId, appId, userId, beforeId: null, limit: MOST_LISTED };
        const grants = await store.read.listGrants(page);
        const shown = await Promise.all(grants.map((grant) => present(store, grant)));
        print(options, shown, () =>
          columns(
            ['ID', 'APP', 'BY', 'SCOPES', 'FOR', 'SINCE'],
            shown.map((one) => [
              ...[one.id, `${one.clientId} (${one.appName})`, one.email],
              ...[one.scopes.join(',') || '-', one.audience ?? '-', one.createdAt],
            ]),
          ),
        );
      }),
    );
}

function revokeCommand(): Command {
  return new Command('revoke')
    .description('End a grant with all its tokens. A running server knows within a second.')
    .argument('<id>', 'its id, as `inlet grant list` shows it', idOf)
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ inlet grant revoke 41')
    .action((id: number, options: JsonOption) =>
      withStore(async (store) => {
        await revoke(store, id);
        print(options, { id: String(id), revoked: true }, () => `Grant ${id} is revoked.`);
      }),
    );
}

async function revoke(store: Store, id: number): Promise<void> {
  const entry = { action: 'tokens.write', object: `grant ${id}`, details: { change: 'revoke' } };
  const isRevoked = await inItsWorkspace(store, entry, (workspaceId) =>
    useCasesOf(store).credentials.revokeGrant({ workspaceId, id }),
  );
  if (isRevoked === null)
    throw new CommandFailed(`There is no grant ${id} that holds.`, EXIT.notFound);
}

async function present(store: Store, grant: Grant) {
  const { workspaceId, userId, appId, scopes, audience } = grant;
  const app = await store.read.findApp({ id: appId });
  const member = await store.read.findMember({ workspaceId, userId });
  return {
    id: String(grant.id),
    appId: String(appId),
    clientId: app?.clientId ?? '-',
    appName: app?.name ?? '-',
    userId: String(userId),
    email: member?.email ?? '-',
    scopes,
    audience,
    createdAt: timeText(grant.createdAt),
  };
}

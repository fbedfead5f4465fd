import { Command } from 'commander';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import type { Store } from '../../store/store.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { columns, print } from '../print.ts';
import { withStore } from '../with-store.ts';

type ListOptions = { workspace?: string; json?: true };
type CreateOptions = ListOptions & {
  role: 'admin' | 'agent' | 'viewer';
  scope?: string[];
  label: string;
  expires?: string;
  value?: string;
};

/** Long enough that nobody guesses it: 128 bits of hex. */
const SHORTEST_VALUE = 32;

export function tokenCommand(): Command {
  const token = new Command('token').description("Make, list and revoke Inlet's own tokens.");
  token
    .command('create')
    .description('Make a token for the API; it is printed this once.')
    .option('--workspace <id or name>', 'where there are several')
    .option('--role <role>', 'admin, agent or viewer', 'admin')
    .option('--scope <scope...>', 'such as operator, which sees refusals without a workspace')
    .option('--label <text>', 'what it is for', 'Made by a command')
    .option('--expires <date>', 'such as 2027-01-31')
    .option('--value <token>', 'a token chosen beforehand instead of a random one')
    .option('--json', 'as JSON')
    .action((options: CreateOptions) => withStore((store) => create(store, options)));
  token
    .command('list')
    .description('List the tokens of a workspace, of every vendor.')
    .option('--workspace <id or name>', 'where there are several')
    .option('--json', 'as JSON')
    .action((options: ListOptions) => withStore((store) => list(store, options)));
  token
    .command('revoke')
    .argument('<id>', 'as `token list` shows it')
    .description('Revoke a token; a running server refuses it within a second.')
    .option('--workspace <id or name>', 'where there are several')
    .action((id: string, options: ListOptions) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const isRevoked = await store.write.revokeToken({
          workspaceId,
          id: Number(id),
          now: Date.now(),
        });
        if (!isRevoked) throw new CommandFailed(`There is no token ${id} there.`, EXIT.notFound);
        console.log(`Token ${id} is revoked.`);
      }),
    );
  return token;
}

async function create(store: Store, options: CreateOptions): Promise<void> {
  const { id: workspaceId } = await findWorkspace(store, options.workspace);
  const users = await store.read.listUsers({ workspaceId });
  const user = users.find(({ role }) => role === options.role);
  if (user === undefined) {
    throw new CommandFailed(`The workspace has no ${options.role}.`, EXIT.notFound);
  }
  const value = options.value ?? makeToken('pat');
  if (value.length < SHORTEST_VALUE) {
    throw new CommandFailed(`--value needs at least ${SHORTEST_VALUE} characters.`, EXIT.usage);
  }
  const made = await store.write.createToken({
    workspaceId,
    vendor: null,
    kind: 'inlet',
    hash: hashToken(value),
    lastFour: lastFour(value),
    label: options.label,
    userId: user.id,
    appId: null,
    scopes: JSON.stringify(options.scope ?? []),
    createdAt: Date.now(),
    expiresAt: expiryOf(options.expires),
  });
  if (made === null) throw new CommandFailed('This token is already there.', EXIT.refused);
  print(options.json === true, { id: String(made.id), token: value }, () => value);
}

function expiryOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CommandFailed('--expires needs a date: 2027-01-31', EXIT.usage);
  if (at <= Date.now()) throw new CommandFailed('--expires is in the past.', EXIT.usage);
  return at;
}

async function list(store: Store, options: ListOptions): Promise<void> {
  const { id: workspaceId } = await findWorkspace(store, options.workspace);
  const tokens = await store.read.listTokens({ workspaceId });
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const shown = tokens.map((token) => ({
    id: String(token.id),
    vendor: token.vendor,
    kind: token.kind,
    label: token.label,
    lastFour: token.lastFour,
    scopes: JSON.parse(token.scopes) as string[],
    createdAt: time(token.createdAt),
    expiresAt: time(token.expiresAt),
    revokedAt: time(token.revokedAt),
    lastUsedAt: time(token.lastUsedAt),
  }));
  print(options.json === true, shown, () =>
    columns(
      ['ID', 'VENDOR', 'KIND', 'LABEL', 'ENDS IN', 'LAST USED', 'STATE'],
      shown.map((token) => [
        token.id,
        token.vendor ?? 'inlet',
        token.kind,
        token.label,
        token.lastFour,
        token.lastUsedAt ?? 'never',
        token.revokedAt === null ? 'live' : 'revoked',
      ]),
    ),
  );
}

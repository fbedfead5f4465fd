import { Command } from 'commander';
import type { Token } from '../../store/store.ts';
import { findWorkspace } from '../find-workspace.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { columns, print, timeOrNull, timeText, type JsonOption } from '../print.ts';
import { withStore } from '../with-store.ts';

export function tokenListCommand(): Command {
  return new Command('list')
    .description('List the tokens of a workspace. Secrets are not kept, so none is shown.')
    .addOption(workspaceOption())
    .addOption(jsonOption())
    .action((options: JsonOption & { workspace?: string }) =>
      withStore(async (store) => {
        const { id: workspaceId } = await findWorkspace(store, options.workspace);
        const users = await store.read.listUsers({ workspaceId });
        const roleOf = new Map(users.map(({ id, role }) => [id, role]));
        const tokens = await store.read.listTokens({ workspaceId });
        const shown = tokens.map((token) => ({
          ...present(token),
          role: token.userId === null ? null : (roleOf.get(token.userId) ?? null),
        }));
        print(options, shown, () => table(shown));
      }),
    );
}

function present(token: Token) {
  const { vendor, kind, label, lastFour } = token;
  return {
    id: String(token.id),
    vendor,
    kind,
    label,
    lastFour,
    scopes: JSON.parse(token.scopes) as string[],
    userId: token.userId === null ? null : String(token.userId),
    createdAt: timeText(token.createdAt),
    expiresAt: timeOrNull(token.expiresAt),
    disabledAt: timeOrNull(token.disabledAt),
    revokedAt: timeOrNull(token.revokedAt),
    lastUsedAt: timeOrNull(token.lastUsedAt),
  };
}

type Shown = ReturnType<typeof present> & { role: string | null };

function table(tokens: Shown[]): string {
  return columns(
    ['ID', 'VENDOR', 'KIND', 'ENDS IN', 'ROLE', 'SCOPES', 'LAST USED', 'STATE', 'LABEL'],
    tokens.map((token) => [
      token.id,
      token.vendor ?? 'inlet',
      token.kind,
      token.lastFour,
      token.role ?? '-',
      token.scopes.join(',') || '-',
      token.lastUsedAt ?? 'never',
      stateOf(token),
      token.label,
    ]),
  );
}

function stateOf({ revokedAt, disabledAt, expiresAt }: Shown): string {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (disabledAt !== null) return `disabled ${disabledAt}`;
  if (expiresAt === null) return 'live';
  return Date.parse(expiresAt) <= Date.now() ? `expired ${expiresAt}` : `until ${expiresAt}`;
}

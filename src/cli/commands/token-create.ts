import { Command, Option } from 'commander';
import { isAddressOrRange } from '../../access/address-list.ts';
import { SCOPES, UNLIMITED } from '../../access/rights.ts';
import { hashToken, lastFour } from '../../access/token-format.ts';
import type { NewToken, Store } from '../../store/store.ts';
import { audited } from '../audited.ts';
import { CommandFailed, EXIT } from '../exit.ts';
import { findWorkspace } from '../find-workspace.ts';
import { givenSecret } from '../given-secret.ts';
import { jsonOption, workspaceOption } from '../options.ts';
import { print, timeOrNull, type JsonOption } from '../print.ts';
import { expiryOf } from '../token/expiry.ts';
import {
  findApp,
  findUser,
  isWide,
  kindOf,
  kindsText,
  wideKindsText,
} from '../token/token-owner.ts';
import { checkedValue } from '../token/token-value.ts';
import { withStore } from '../with-store.ts';
import { vendorOption } from '../vendor-option.ts';
import { useCasesOf } from '../use-cases.ts';

type Options = JsonOption & {
  workspace?: string;
  vendor?: string;
  kind?: string;
  role: 'admin' | 'agent' | 'viewer';
  user?: string;
  scope?: string[];
  label: string;
  address?: string[];
  expires: string;
  value?: string;
  valueFile?: string;
  valueStdin?: true;
  also?: string[];
};

export function tokenCreateCommand(): Command {
  const role = new Option('--role <role>', "act as the workspace's first user of this role");
  return new Command('create')
    .description('Make a token. It is printed this once.')
    .addOption(workspaceOption())
    .addOption(vendorOption("a token of this vendor's API (default: Inlet's own)"))
    .option('--kind <kind>', `${kindsText()}; default: the first`)
    .addOption(role.choices(['admin', 'agent', 'viewer']).default('admin'))
    .option('--user <email or id>', 'act as this user instead')
    .option('--scope <scope>', 'what it may do; repeat it or write a,b', collect)
    .option(
      '--also <workspace>',
      `act in this workspace, too; repeat it (${wideKindsText()})`,
      (text: string, before: string[] = []) => [...before, text],
    )
    .option('--label <text>', 'what it is for, to tell it from others', '')
    .option('--address <range>', 'take it from here only; repeat it or write a,b', collect)
    .option('--expires <when>', 'after 90d, 12h, ..., on 2027-01-31, or never', '365d')
    .option('--value <token>', 'a token chosen beforehand, instead of a random one')
    .option('--value-file <path>', 'likewise, in a file')
    .option('--value-stdin', 'likewise, on standard input')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Scopes of Inlet's own tokens (without any: all but operator):
${ownScopes()}

An access token of Pipedrive needs messengers-integration.

Examples:
  $ inlet token create --label dashboard --role agent
  $ inlet token create --vendor pipedrive --kind api --value 0123456789abcdef0123456789abcdef01234567
  $ inlet token create --vendor pipedrive --kind access --scope base,messengers-integration
  $ inlet token create --vendor partoo --kind BUSINESS_MANAGER --scope business:5409c35a97bbc544d8e26737
  $ inlet token create --vendor partoo --kind PROVIDER --workspace A --also B --also C`,
    )
    .action((options: Options) => withStore((store) => create(store, options)));
}

async function create(store: Store, options: Options): Promise<void> {
  const workspace = await findWorkspace(store, options.workspace);
  const token = await tokenOf(store, workspace.id, options);
  const { value: argument, valueFile: file, valueStdin: stdin } = options;
  const chosen = checkedValue(await givenSecret('value', { argument, file, stdin }));
  const value = chosen ?? token.newValue();
  const { row } = token;
  const further = await furtherWorkspaces(store, row, options.also ?? []);
  const { vendor, kind, label } = row;
  const reach = further.length === 0 ? {} : { furtherWorkspaceIds: further };
  const change = { workspaceId: workspace.id, action: 'tokens.write' };
  const { credentials } = useCasesOf(store);
  const made = await audited({ ...change, details: { vendor, kind, label, ...reach } }, () =>
    credentials.create({ ...row, hash: hashToken(value), lastFour: lastFour(value) }),
  );
  if (made === null) {
    throw new CommandFailed('This token is there already, and may be revoked.', EXIT.refused);
  }
  if (further.length > 0) {
    await credentials.widen({ tokenId: made.id, workspaceIds: further });
  }
  const shown = {
    id: String(made.id),
    token: value,
    workspaceId: String(workspace.id),
    furtherWorkspaceIds: further.map(String),
    vendor: row.vendor,
    kind: row.kind,
    userId: String(row.userId),
    scopes: JSON.parse(row.scopes) as string[],
    label: row.label,
    expiresAt: timeOrNull(row.expiresAt),
  };
  // The token alone, so that a script can take it; the rest is for people.
  print(options, shown, () => value);
  if (options.json !== true) {
    console.error(`Token ${shown.id} of ${workspace.name}, valid ${untilText(shown.expiresAt)}.`);
  }
}

async function tokenOf(
  store: Store,
  workspaceId: number,
  options: Options,
): Promise<{ row: Omit<NewToken, 'hash' | 'lastFour'>; newValue: () => string }> {
  const { vendor = null } = options;
  const { kind, newValue } = kindOf(vendor, options.kind);
  const scopes = scopesOf(vendor, options);
  const now = Date.now();
  const row = {
    workspaceId,
    vendor,
    kind,
    label: options.label,
    userId: (await findUser(store, workspaceId, options)).id,
    appId: await findApp(store, workspaceId, { vendor, kind }),
    scopes: JSON.stringify(scopes),
    allowedAddresses: addressesOf(options),
    createdAt: now,
    expiresAt: expiryOf(options.expires, now),
  };
  return { row, newValue };
}

/** A vendor's tokens have the scopes that are named; one of Inlet's own, without any, all of its role. */
function scopesOf(vendor: string | null, { scope }: Options): readonly string[] {
  if (vendor !== null) return scope ?? [];
  const unknown = scope?.find((one) => !Object.hasOwn(SCOPES, one));
  if (unknown === undefined) return scope ?? UNLIMITED;
  throw new CommandFailed(
    `--scope ${unknown}: Inlet's own tokens have ${Object.keys(SCOPES).join(', ')}.`,
    EXIT.usage,
  );
}

async function furtherWorkspaces(
  store: Store,
  { vendor, kind, workspaceId }: Pick<NewToken, 'vendor' | 'kind' | 'workspaceId'>,
  named: readonly string[],
): Promise<number[]> {
  if (named.length === 0) return [];
  if (!isWide(vendor, kind)) {
    throw new CommandFailed(
      `--also: a token of this kind acts in one workspace (${wideKindsText()}).`,
      EXIT.usage,
    );
  }
  const found = await Promise.all(named.map((one) => findWorkspace(store, one)));
  return [...new Set(found.map(({ id }) => id))].filter((id) => id !== workspaceId);
}

function addressesOf({ address }: Options): string | null {
  const wrong = address?.find((entry) => !isAddressOrRange(entry));
  if (wrong === undefined) return address === undefined ? null : JSON.stringify(address);
  throw new CommandFailed(
    `--address ${wrong}: write an address or a range, such as 192.0.2.7 or 2001:db8::/32.`,
    EXIT.usage,
  );
}

function untilText(expiresAt: string | null): string {
  return expiresAt === null ? 'until it is revoked' : `until ${expiresAt}`;
}

function collect(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').filter((scope) => scope !== '')];
}

function ownScopes(): string {
  const width = Math.max(...Object.keys(SCOPES).map((scope) => scope.length));
  return Object.entries(SCOPES)
    .map(([scope, words]) => `  ${scope.padEnd(width)}  ${words}`)
    .join('\n');
}

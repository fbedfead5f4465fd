import { makeToken } from '../../access/token-format.ts';
import type { User } from '../../store/queries/people/users.ts';
import type { Store } from '../../store/store.ts';
import { vendors } from '../../vendors/index.ts';
import { CommandFailed, EXIT } from '../exit.ts';

type Kind = { kind: string; newValue: () => string };

/** What kind of token a vendor's API takes, and how a new one looks. */
export function kindOf(vendorName: string | null, kind: string | undefined): Kind {
  const own = { inlet: () => makeToken('pat') };
  const vendor = vendors.find(({ name }) => name === vendorName);
  const kinds: Readonly<Record<string, () => string>> =
    vendorName === null ? own : (vendor?.tokens?.kinds ?? {});
  const [usual = ''] = Object.keys(kinds);
  const newValue = Object.hasOwn(kinds, kind ?? usual) ? kinds[kind ?? usual] : undefined;
  if (newValue !== undefined) return { kind: kind ?? usual, newValue };
  throw new CommandFailed(
    `--kind ${kind ?? ''}: ${vendorName ?? 'Inlet'} has ${Object.keys(kinds).join(', ') || 'none'}.`,
    EXIT.usage,
  );
}

/** For help: which kinds there are, the usual one first. */
export function kindsText(): string {
  return vendors
    .map(({ name, tokens }) => `${name}: ${Object.keys(tokens?.kinds ?? {}).join(', ')}`)
    .join('; ');
}

/** For help: which kinds may act in several workspaces. */
export function wideKindsText(): string {
  const all = vendors.flatMap(({ name, tokens }) =>
    (tokens?.wide ?? []).map((kind) => `${name}: ${kind}`),
  );
  return all.join('; ');
}

export function isWide(vendorName: string | null, kind: string): boolean {
  const vendor = vendors.find(({ name }) => name === vendorName);
  return vendor?.tokens?.wide?.includes(kind) === true;
}

/** The user as whom a token acts. */
export async function findUser(
  store: Store,
  workspaceId: number,
  { user: named, role }: { user?: string; role: User['role'] },
): Promise<User> {
  const users = await store.read.listUsers({ workspaceId });
  const found = users.find((user) =>
    named === undefined ? user.role === role : user.email === named || String(user.id) === named,
  );
  if (found !== undefined) return found;
  const known = users.map(({ email, role: has }) => `${email} (${has})`).join(', ');
  throw new CommandFailed(
    `The workspace has no ${named ?? role}. Its users: ${known || 'none'}.`,
    EXIT.notFound,
  );
}

/** The vendor's app in the workspace, as part of which a token acts; null for one that needs none. */
export async function findApp(
  store: Store,
  workspaceId: number,
  { vendor, kind }: { vendor: string | null; kind: string },
): Promise<number | null> {
  const withoutApp = vendors.find(({ name }) => name === vendor)?.tokens?.withoutApp ?? [];
  if (vendor === null || withoutApp.includes(kind)) return null;
  const installation = await store.read.findInstallation({ workspaceId, vendor });
  if (installation !== null) return installation.appId;
  throw new CommandFailed(
    `No app of ${vendor} is installed in the workspace. \`inlet workspace create\` makes a workspace with one.`,
    EXIT.notFound,
  );
}

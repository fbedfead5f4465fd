import { createApps } from '../../access/apps.ts';
import { idKeyOf } from '../../access/id-key.ts';
import { SigningKeys } from '../../access/signing-keys.ts';
import type { SecretBox } from '../../access/secret-box.ts';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { makeLink } from '../../access/one-time-links.ts';
import { makePassword } from '../../access/password-rules.ts';
import type { PasswordCost } from '../../access/passwords.ts';
import { Passwords } from '../../access/passwords.ts';
import { OPERATOR } from '../../access/principal.ts';
import { UNLIMITED } from '../../access/rights.ts';
import type { AuditDraft } from '../../domain/audit-entry.ts';
import type { NewToken, Store } from '../../store/store.ts';
import type { Vendor } from '../../vendors/vendor.ts';
import type { Credentials, Inbox } from './credentials.ts';
import { useCasesOf } from '../use-cases.ts';

export type NewWorkspace = {
  name: string;
  /** The server's origin, without a slash at the end. */
  origin: string;
  /** Where faults may be rehearsed. */
  isSandbox: boolean;
  /** A password that is known, or a link of single use to one that only the admin knows. */
  login: 'password' | 'link';
  /** Cheaper than it may be where passwords have to be kept. */
  passwordCost?: PasswordCost;
  /** What the audit log of the new workspace begins with. */
  drafts?: readonly AuditDraft[];
};

export type WorkspacePorts = { store: Store; secretBox: SecretBox };

type People = { workspaceId: number; adminUserId: number; memberUserId: number; now: number };
type Login = Pick<Inbox, 'email'> & ({ password: string } | { welcomeUrl: string });

/**
 * Makes a workspace with an admin, a member and credentials for every vendor. The secrets are in
 * the answer and nowhere else: the store keeps their hashes. None of them expires.
 */
export async function createWorkspace(
  { store, secretBox }: WorkspacePorts,
  vendors: readonly Vendor[],
  workspace: NewWorkspace,
): Promise<Credentials> {
  const { name, origin, isSandbox } = workspace;
  const { people, login } = await createPeople(store, workspace);
  const value = makeToken('pat');
  await keepToken(store, people, value, {
    vendor: null,
    kind: 'inlet',
    label: 'Made with the workspace',
    userId: people.adminUserId,
    appId: null,
    // Requests without a workspace may be anyone's: only in a sandbox are they surely one's own.
    scopes: JSON.stringify([...UNLIMITED, ...(isSandbox ? [OPERATOR] : [])]),
  });
  const credentials: Credentials = {
    url: origin,
    workspace: { id: String(people.workspaceId), name },
    inlet: { baseUrl: `${origin}/inlet/v1`, token: value },
    inbox: { url: `${origin}/inbox`, ...login },
  };
  for (const vendor of vendors) {
    const part = await seed({ store, secretBox }, people, vendor, origin);
    if (part !== undefined) credentials[vendor.name] = part;
  }
  credentials['mcp'] = { url: `${origin}/mcp`, token: await keepAgentToken(store, people) };
  return credentials;
}

/** Of its own, so that an agent can be locked out by itself. */
async function keepAgentToken(store: Store, people: People): Promise<string> {
  const value = makeToken('pat');
  await keepToken(store, people, value, {
    vendor: null,
    kind: 'inlet',
    label: 'For agents',
    userId: people.adminUserId,
    appId: null,
    scopes: JSON.stringify(UNLIMITED.filter((scope) => scope !== 'manage')),
  });
  return value;
}

async function createPeople(
  store: Store,
  workspace: NewWorkspace,
): Promise<{ people: People; login: Login }> {
  const now = Date.now();
  const { name, isSandbox, passwordCost, drafts } = workspace;
  const settings = isSandbox ? { sandbox: true, localNetworks: ['loopback'] } : {};
  const { people: made, workspaces } = useCasesOf(store, () => now);
  const { id: workspaceId } = await workspaces.create({ name, settings }, drafts);
  // E-mail addresses are unique on the whole server.
  const addressOf = (who: string) => `${who}@workspace-${workspaceId}.invalid`;
  const person = (who: string, role: 'admin' | 'agent', passwordHash: string | null) =>
    made.make({ workspaceId, email: addressOf(who), name: who, role, passwordHash });
  const password = workspace.login === 'password' ? makePassword() : null;
  const passwordHash = password === null ? null : await new Passwords(passwordCost).hash(password);
  const admin = await person('admin', 'admin', passwordHash);
  const member = await person('member', 'agent', null);
  const people = { workspaceId, adminUserId: admin.id, memberUserId: member.id, now };
  const way =
    password === null
      ? { welcomeUrl: await welcomeUrlOf(store, people, workspace.origin) }
      : { password };
  return { people, login: { email: addressOf('admin'), ...way } };
}

async function welcomeUrlOf(
  store: Store,
  { workspaceId, adminUserId: userId, now }: People,
  origin: string,
): Promise<string> {
  const { url, link } = makeLink('welcome', { origin, madeBy: 'operator', now });
  const member = { workspaceId, userId, purpose: 'welcome' } as const;
  await useCasesOf(store, () => now).people.keepLink({ ...member, link });
  return url;
}

async function seed(
  { store, secretBox }: WorkspacePorts,
  people: People,
  vendor: Vendor,
  origin: string,
): Promise<Record<string, unknown> | undefined> {
  const now = () => people.now;
  const { inbox, releaseHeld } = useCasesOf(store, now);
  return vendor.sandbox?.seed({
    ...people,
    inbox,
    apps: createApps({
      ...{ store, secretBox, authenticator: null, releaseHeld, now },
      tell: () => Promise.resolve(),
    }),
    origin,
    signing: new SigningKeys({ store, secretBox, now }),
    idKey: await idKeyOf(store),
    async createToken({ value, scopes, ...token }) {
      const stored = { ...token, vendor: vendor.name, scopes: JSON.stringify(scopes) };
      await keepToken(store, people, value, stored);
      return value;
    },
  });
}

async function keepToken(
  store: Store,
  { workspaceId, now }: People,
  value: string,
  token: Pick<NewToken, 'vendor' | 'kind' | 'label' | 'userId' | 'appId' | 'scopes'>,
): Promise<void> {
  await useCasesOf(store).credentials.create({
    ...token,
    workspaceId,
    hash: hashToken(value),
    lastFour: lastFour(value),
    createdAt: now,
    expiresAt: null,
  });
}

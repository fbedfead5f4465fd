import type { Principal } from './principal.ts';
import { OPERATOR } from './principal.ts';

/** What Inlet's own tokens and logged-in people may be; `sender` is a connector's credential. */
export type Role = 'admin' | 'agent' | 'viewer' | 'sender';

/** What a token of Inlet's own may be limited to, in the words that a person consents to. */
export const SCOPES = {
  'inbox:read': 'read channels, conversations, messages and contacts',
  'inbox:write': 'answer, assign, close and correct conversations',
  'channels:write': 'add and delete channels',
  manage: 'manage people, tokens, apps, webhooks and settings of the workspace',
  [OPERATOR]: 'see refused requests that belong to no workspace',
} as const;

export type Scope = keyof typeof SCOPES;

/** What a token has that is not limited: all that its user's role may do in the workspace. */
export const UNLIMITED: readonly Scope[] = [
  'inbox:read',
  'inbox:write',
  'channels:write',
  'manage',
];

/** Who may do an action: a role and one of the scopes, both; no scope listed means none is needed. */
export type Right = { roles: readonly string[]; scopes: readonly string[] };

const EVERYONE = ['admin', 'agent', 'viewer'] as const;
const AGENTS = ['admin', 'agent'] as const;
const ADMINS = ['admin'] as const;

const right = (roles: readonly Role[], scope: Scope): Right => ({ roles, scopes: [scope] });

/**
 * Every action that a route of any API can be for, and who may do it through Inlet's own API. What a
 * vendor's credentials may do is the same kind of table in that vendor's folder. Whatever is not
 * listed is denied: a route whose action is missing here does not compile.
 */
export const RIGHTS = {
  'channels.read': right(EVERYONE, 'inbox:read'),
  'channels.add': right(ADMINS, 'channels:write'),
  'channels.update': right(ADMINS, 'channels:write'),
  'channels.delete': right(ADMINS, 'channels:write'),
  'conversations.read': right(EVERYONE, 'inbox:read'),
  'conversations.add': right(AGENTS, 'inbox:write'),
  'conversations.update': right(AGENTS, 'inbox:write'),
  'conversations.delete': right(ADMINS, 'inbox:write'),
  'conversations.type': right(AGENTS, 'inbox:write'),
  'messages.read': right(EVERYONE, 'inbox:read'),
  /** Connectors have it through the table of their vendor; people through the tools of agents. */
  'messages.accept': right(AGENTS, 'channels:write'),
  'messages.send': right(AGENTS, 'inbox:write'),
  'messages.update': right(AGENTS, 'inbox:write'),
  'messages.import': right(ADMINS, 'channels:write'),
  'participants.update': right(AGENTS, 'inbox:write'),
  'contacts.read': right(EVERYONE, 'inbox:read'),
  'contacts.add': right(AGENTS, 'inbox:write'),
  'contacts.update': right(AGENTS, 'inbox:write'),
  'contacts.delete': right(ADMINS, 'inbox:write'),
  'attachments.read': right(EVERYONE, 'inbox:read'),
  'attachments.add': right(AGENTS, 'inbox:write'),
  'deliveries.read': right(EVERYONE, 'inbox:read'),
  'deliveries.update': right(AGENTS, 'inbox:write'),
  'events.read': right(EVERYONE, 'inbox:read'),
  'acceptances.read': right([...EVERYONE, 'sender'], 'inbox:read'),
  'rejections.read': right(EVERYONE, 'inbox:read'),
  'exchanges.watch': right(EVERYONE, 'inbox:read'),
  'businesses.read': right(EVERYONE, 'inbox:read'),
  'businesses.add': right(ADMINS, 'channels:write'),
  'workspace.read': right(EVERYONE, 'inbox:read'),
  'workspace.update': right(ADMINS, 'manage'),
  'users.read': right(EVERYONE, 'inbox:read'),
  'users.write': right(ADMINS, 'manage'),
  'tokens.read': right(ADMINS, 'manage'),
  'tokens.write': right(ADMINS, 'manage'),
  'tokens.rotate': right(EVERYONE, 'manage'),
  'apps.read': right(ADMINS, 'manage'),
  'apps.write': right(ADMINS, 'manage'),
  'webhooks.read': right(ADMINS, 'manage'),
  'webhooks.write': right(ADMINS, 'manage'),
  'faults.write': right(ADMINS, 'manage'),
  'audit.read': right(ADMINS, 'manage'),
  'sessions.read': right(EVERYONE, 'inbox:read'),
  'sessions.write': right(EVERYONE, 'inbox:read'),
  'tools.call': right(EVERYONE, 'inbox:read'),
} as const satisfies Record<string, Right>;

export type Action = keyof typeof RIGHTS;

/** Actions that the audit log keeps, whatever API they come through, and when they were refused. */
export const AUDITED: ReadonlySet<Action> = new Set<Action>([
  'channels.add',
  'channels.update',
  'channels.delete',
  'conversations.delete',
  'contacts.delete',
  'businesses.add',
  'workspace.update',
  'users.write',
  'tokens.write',
  'tokens.rotate',
  'apps.write',
  'webhooks.write',
  'faults.write',
  'sessions.write',
  'audit.read',
]);

/**
 * What the credentials of one API may do. An action without an entry is denied; `roles` left out is
 * any, `scopes` left out is none needed. `refusal` is the API's own words for a wrong role.
 */
export type Rights = {
  table: Partial<Record<Action, Entry>>;
  /** The scopes that count; `all` for credentials that are not limited by scopes. */
  scopesOf?: (principal: Principal) => readonly string[] | 'all';
  /** What `roles` are compared with. */
  roleOf?: (principal: Principal) => string | null;
  /** The role is looked at before the body, as the scope is. */
  isRoleFirst?: true;
};

type Entry = Partial<Right> & { refusal?: { message: string; detail?: string } };

/** The scope that is missing for the action; null where none is. */
export function missingScope(rights: Rights, principal: Principal, action: Action): string | null {
  const needed = rights.table[action]?.scopes ?? [];
  if (needed.length === 0) return null;
  const held = rights.scopesOf?.(principal) ?? principal.scopes;
  return held === 'all' || needed.some((scope) => held.includes(scope)) ? null : (needed[0] ?? '');
}

/** Whether the role allows the action. An action that is not in the table is nobody's. */
export function hasRole(rights: Rights, principal: Principal, action: Action): boolean {
  const entry = rights.table[action];
  if (entry === undefined) return false;
  if (entry.roles === undefined) return true;
  const role = rights.roleOf === undefined ? principal.role : rights.roleOf(principal);
  return role !== null && entry.roles.includes(role);
}

/** The rights of Inlet's own tokens and sessions; a connector's credential is there as `sender`. */
export const OWN_RIGHTS: Rights = {
  table: RIGHTS,
  scopesOf: ({ vendor, scopes }) => (vendor === null ? scopes : 'all'),
  roleOf: ({ vendor, role }) => (vendor === null ? role : 'sender'),
};

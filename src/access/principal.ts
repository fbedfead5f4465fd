import type { Credential } from '../store/store.ts';

/** The scope of a token that also sees what belongs to no workspace. */
export const OPERATOR = 'operator';

/** Who a request comes from: a token, read as what it may do in its one workspace. */
export type Principal = {
  /** 0 where a logged-in person sends it. */
  tokenId: number;
  /** The login of a person, instead of a token. */
  session: { id: number; userId: number; email: string } | null;
  /** `inlet` for Inlet's own tokens, else the vendor's kind, such as `api` or `access`. */
  kind: string;
  /** Null for Inlet's own tokens, which see every vendor's part of the workspace. */
  vendor: string | null;
  workspaceId: number;
  workspaceName: string;
  settings: Record<string, unknown>;
  userId: number | null;
  role: 'admin' | 'agent' | 'viewer' | null;
  appId: number | null;
  /** The app's client id, where the token belongs to one. */
  clientId: string | null;
  /** Whether the token's user installed its app here. */
  isOwner: boolean;
  scopes: readonly string[];
  /** What an app's token came from. */
  grantId: number | null;
  /** The login that it comes from, at however many removes; null: from a command. */
  loginId: number | null;
  /** The only part of this server that takes the token, such as `/mcp`; null: any that it is for. */
  audience: string | null;
  /** When it ends; null: it lasts. */
  expiresAt: number | null;
  /** Addresses and ranges from which the token is taken; null: from anywhere. */
  allowedAddresses: readonly string[] | null;
  /** Whether it may act in other workspaces, too. */
  isWide: boolean;
  /** A rehearsed fault waits for the next request (`inlet fault set`). */
  hasFault: boolean;
};

/** Whether the token may be used at this part of the server, such as `/inlet/v1`. */
export function isMeantFor({ audience }: Principal, part: string): boolean {
  return audience === null || audience === part;
}

export function principalOf(credential: Credential): Principal {
  return {
    tokenId: credential.id,
    session: null,
    kind: credential.kind,
    vendor: credential.vendor,
    workspaceId: credential.workspaceId,
    workspaceName: credential.workspaceName,
    settings: JSON.parse(credential.settings) as Record<string, unknown>,
    // In a further workspace, its user is nobody unless a member there.
    userId: isAtHome(credential) || credential.role !== null ? credential.userId : null,
    role: lesserRole(credential.role, credential.roleLimit),
    appId: credential.appId,
    clientId: credential.clientId,
    isOwner: credential.ownerUserId !== null && credential.ownerUserId === credential.userId,
    scopes: JSON.parse(credential.scopes) as string[],
    grantId: credential.grantId,
    loginId: credential.sessionId,
    audience: credential.audience,
    expiresAt: credential.expiresAt,
    allowedAddresses:
      credential.allowedAddresses === null
        ? null
        : (JSON.parse(credential.allowedAddresses) as string[]),
    isWide: credential.isWide,
    hasFault: credential.faultsLeft > 0,
  };
}

/** The token that what it makes ends with; null for a logged-in person. */
export function makerOf({ tokenId }: Principal): number | null {
  return tokenId === 0 ? null : tokenId;
}

function isAtHome({ workspaceId, homeWorkspaceId }: Credential): boolean {
  return workspaceId === homeWorkspaceId;
}

type Role = NonNullable<Principal['role']>;
/** From the least to the most. */
const ROLES: readonly Role[] = ['viewer', 'agent', 'admin'];

/** Of a user's role and the most that a token may be. */
export function lesserRole(role: Role | null, limit: Role | null): Role | null {
  if (role === null || limit === null) return role;
  return ROLES.indexOf(limit) < ROLES.indexOf(role) ? limit : role;
}

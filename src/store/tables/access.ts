/** Tables of apps and of what people granted them (migration 2). Times are ms, lists are JSON. */

export type AppRow = {
  id: number;
  /** Whose world the app belongs to; `inlet` for clients of Inlet's own API and MCP. */
  vendor: string;
  clientId: string;
  name: string;
  attributes: string;
  createdAt: number;
  /** The workspace whose admins look after the app; null: the server's operator. */
  workspaceId: number | null;
  ownerUserId: number | null;
  /** JSON list: a request must name one of these exactly. */
  redirectUris: string;
  /** JSON list: the most that a person can grant the app. */
  scopes: string;
  /** JSON as its maker gave it: the addresses that the app answers under. */
  manifest: string | null;
  /** Where messages for the app go when its provider names no address of its own. */
  deliveryUrl: string | null;
  /** 1: it cannot keep a secret and has none. */
  isPublic: 0 | 1;
};

/** A client secret. An app has up to two live ones, so that it can be rotated without a gap. */
export type AppSecretRow = {
  id: number;
  appId: number;
  /** SHA-256, hex. */
  hash: string;
  /** The same, encrypted (access/secret-box.ts): Inlet signs in with it at the app's addresses. */
  box: string;
  lastFour: string;
  createdAt: number;
  expiresAt: number | null;
};

/** A conversation provider: one line of messages that an app brings wherever it is installed. */
export type ProviderRow = {
  id: number;
  appId: number;
  externalId: string;
  name: string;
  /** In the vendor's words. */
  type: string;
  deliveryUrl: string | null;
  attributes: string;
  createdAt: number;
};

/** That a person let an app act for them: the family of all tokens that came from it. */
export type GrantRow = {
  workspaceId: number;
  id: number;
  appId: number;
  userId: number;
  scopes: string;
  /** The part of this server that its tokens are for; null: the API of the app's vendor. */
  audience: string | null;
  attributes: string;
  createdAt: number;
  revokedAt: number | null;
  /** The login that the person allowed it in. */
  sessionId: number | null;
};

/** A further workspace that a grant reaches. */
export type GrantWorkspaceRow = { workspaceId: number; grantId: number };

export type AuthorizationCodeRow = {
  workspaceId: number;
  id: number;
  hash: string;
  grantId: number;
  redirectUri: string;
  /** Of PKCE with S256; null where the app sent none. */
  challenge: string | null;
  createdAt: number;
  expiresAt: number;
  usedAt: number | null;
};

export type RefreshTokenRow = {
  workspaceId: number;
  id: number;
  hash: string;
  grantId: number;
  createdAt: number;
  expiresAt: number;
  /** When it was exchanged for the next one. */
  replacedAt: number | null;
};

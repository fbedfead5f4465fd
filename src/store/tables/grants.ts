import { integer, json, object, optional, rowOnly, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

/** That a person let an app act for them: the family of all tokens that came from it. */
export const grants = table('grants', {
  workspaceId: integer,
  id: integer,
  appId: integer,
  userId: integer,
  scopes: json<string[]>(),
  /** The part of this server that its tokens are for; null: the API of the app's vendor. */
  audience: optional(text),
  attributes: object,
  createdAt: integer,
  revokedAt: rowOnly(optional(integer)),
  /** The login that the person allowed it in. */
  sessionId: rowOnly(optional(integer)),
});

export type GrantRow = Row<typeof grants>;

/** A further workspace that a grant reaches. */
export const grantWorkspaces = table('grantWorkspaces', { workspaceId: integer, grantId: integer });

export const authorizationCodes = table('authorizationCodes', {
  workspaceId: integer,
  id: integer,
  hash: text,
  grantId: integer,
  redirectUri: text,
  /** Of PKCE with S256; null where the app sent none. */
  challenge: optional(text),
  createdAt: integer,
  expiresAt: integer,
  usedAt: optional(integer),
});

export const refreshTokens = table('refreshTokens', {
  workspaceId: integer,
  id: integer,
  hash: text,
  grantId: integer,
  createdAt: integer,
  expiresAt: integer,
  /** When it was exchanged for the next one. */
  replacedAt: optional(integer),
});

import { integer, oneOf, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const tokens = table('tokens', {
  workspaceId: integer,
  id: integer,
  vendor: optional(text),
  kind: text,
  /** SHA-256 of the whole token, hex. */
  hash: text,
  lastFour: text,
  label: text,
  userId: optional(integer),
  appId: optional(integer),
  /** JSON list, read by access/. */
  scopes: text,
  createdAt: integer,
  expiresAt: optional(integer),
  /** Not taken since then, until it is enabled again. */
  disabledAt: optional(integer),
  revokedAt: optional(integer),
  lastUsedAt: optional(integer),
  /** What an app's token came from; null for one made for a person or by an operator. */
  grantId: optional(integer),
  /** The only part of this server that takes the token; null: all of the API that it is for. */
  audience: optional(text),
  /** JSON list of addresses and ranges from which it is taken; null: from anywhere. */
  allowedAddresses: optional(text),
  /** The most that the token may do, whatever its user's role; null: what its user may. */
  roleLimit: optional(oneOf('admin', 'agent', 'viewer')),
  /** The login that it was made in; null: by a command, or by a token of none. */
  sessionId: optional(integer),
  /** The token that it was made or rotated with, and ends with; null: in a login, or by a command. */
  makerId: optional(integer),
});

/** The `kind` of a token that is a person's, and outlives that the app is taken out which it acts as. */
export const PERSONAL_KIND = 'api';

export type TokenRow = Row<typeof tokens>;

/** A further workspace that a token may act in, beside its own. */
export const tokenWorkspaces = table('tokenWorkspaces', { workspaceId: integer, tokenId: integer });

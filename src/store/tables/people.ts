import { filled, integer, oneOf, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const users = table('users', {
  id: integer,
  email: text,
  name: text,
  passwordHash: optional(text),
  passwordChangedAt: optional(integer),
  createdAt: integer,
});

export const memberships = table('memberships', {
  workspaceId: integer,
  userId: integer,
  role: oneOf('admin', 'agent', 'viewer'),
  createdAt: integer,
  disabledAt: optional(integer),
  /** What the person is called here; null: as on the server. */
  name: filled(optional(text)),
  /** Sessions up to this id do not reach the workspace. */
  sessionsAfter: filled(integer),
});

/** A person's login in one browser. */
export const sessions = table('sessions', {
  id: integer,
  /** SHA-256 of the cookie's value, hex. */
  hash: text,
  userId: integer,
  /** The workspace that the person works in at the moment; null: none is theirs. */
  workspaceId: optional(integer),
  address: text,
  userAgent: text,
  createdAt: integer,
  lastSeenAt: integer,
  /** However much it is used. */
  expiresAt: integer,
  revokedAt: optional(integer),
});

export type SessionRow = Row<typeof sessions>;

/** How often a password was tried, of one account or from one network, until the count starts anew. */
export const loginAttempts = table('loginAttempts', {
  key: text,
  attempts: integer,
  resetsAt: integer,
});

/** A link that works once: what is stored of it is the SHA-256 of its secret, hex. */
export const oneTimeLinks = table('oneTimeLinks', {
  id: integer,
  hash: text,
  /** `welcome` leads to a password of one's own, `login` straight in. */
  purpose: oneOf('welcome', 'login'),
  userId: integer,
  workspaceId: integer,
  /** What the person becomes in the workspace; null: they are a member of it already. */
  role: optional(oneOf('admin', 'agent', 'viewer')),
  /** What they are called there. */
  name: optional(text),
  /** Whoever runs the server is trusted to know whom a link is handed to. */
  madeBy: oneOf('operator', 'admin'),
  createdAt: integer,
  expiresAt: integer,
  /** The token that it was made with, and ends with; null: in a login, or by a command. */
  makerId: optional(integer),
});

export type OneTimeLinkRow = Row<typeof oneTimeLinks>;

import { integer, object, optional, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

export const workspaces = table('workspaces', {
  id: integer,
  name: text,
  settings: object,
  createdAt: integer,
});

export const workspaceAliases = table('workspaceAliases', {
  workspaceId: integer,
  vendor: text,
  externalId: text,
});

export const businesses = table('businesses', {
  workspaceId: integer,
  id: integer,
  vendor: text,
  externalId: text,
  name: text,
  city: optional(text),
  zipcode: optional(text),
  country: optional(text),
  formattedAddress: optional(text),
  createdAt: integer,
});

/** The pair with which a workspace signs what it tells its vendors' connectors. */
export const signingKeys = table('signingKeys', {
  workspaceId: integer,
  id: integer,
  /** SubjectPublicKeyInfo, base64. */
  publicKey: text,
  /** The private key (PKCS #8, base64), encrypted. */
  box: text,
  createdAt: integer,
});

export type SigningKeyRow = Row<typeof signingKeys>;

/** Rehearsed refusals: how many more requests of a vendor are answered so. */
export const faults = table('faults', {
  workspaceId: integer,
  vendor: text,
  answer: text,
  remaining: integer,
});

/** What the server knows of itself. */
export const facts = table('facts', { name: text, value: text });

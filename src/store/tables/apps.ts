import { filled, flag, integer, json, object, optional, text } from '../column.ts';
import type { Noun, Row } from '../table.ts';
import { table } from '../table.ts';

/** An OAuth client or key holder of a vendor's world. Apps belong to the server. */
export const apps = table('apps', {
  id: integer,
  /** Whose world the app belongs to; `inlet` for clients of Inlet's own API and MCP. */
  vendor: text,
  clientId: text,
  name: text,
  attributes: object,
  createdAt: integer,
  /** The workspace whose admins look after the app; null: the server's operator. */
  workspaceId: optional(integer),
  ownerUserId: optional(integer),
  /** A request must name one of these exactly. */
  redirectUris: filled(json<string[]>()),
  /** The most that a person can grant the app. */
  scopes: filled(json<string[]>()),
  /** As its maker gave it: the addresses that the app answers under. */
  manifest: optional(json<Record<string, unknown>>()),
  /** Where messages for the app go when its provider names no address of its own. */
  deliveryUrl: optional(text),
  /** It cannot keep a secret and has none. */
  isPublic: filled(flag),
});

export type App = Noun<typeof apps>;

/** A client secret. An app has up to two live ones, so that it can be rotated without a gap. */
export const appSecrets = table('appSecrets', {
  id: integer,
  appId: integer,
  /** SHA-256, hex. */
  hash: text,
  /** The same, encrypted (access/secret-box.ts): Inlet signs in with it at the app's addresses. */
  box: text,
  lastFour: text,
  createdAt: integer,
  expiresAt: optional(integer),
});

export type AppSecretRow = Row<typeof appSecrets>;

/** A conversation provider: one line of messages that an app brings wherever it is installed. */
export const providers = table('providers', {
  id: integer,
  appId: integer,
  externalId: text,
  name: text,
  /** In the vendor's words. */
  type: text,
  deliveryUrl: optional(text),
  attributes: object,
  createdAt: integer,
});

export const installations = table('installations', {
  workspaceId: integer,
  id: integer,
  appId: integer,
  userId: integer,
  createdAt: integer,
});

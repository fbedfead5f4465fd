import { integer, json, object, oneOf, optional, rowOnly, text } from '../column.ts';
import { table } from '../table.ts';

/** Who wants to hear of events: a subscriber of Inlet's own webhooks, or of a vendor's. */
export const webhooks = table('webhooks', {
  workspaceId: integer,
  id: integer,
  /** Null for Inlet's own. */
  vendor: optional(text),
  appId: optional(integer),
  /** The id that the vendor's API shows, where it is not ours. */
  externalId: optional(text),
  /** Of a vendor's webhooks in one slot a workspace has one at most; null: any number. */
  slot: rowOnly(optional(text)),
  url: text,
  /** Of Inlet's own: the events' types, or `*`; of a vendor: that vendor's words. */
  eventTypes: json<string[]>(),
  /** What only the vendor's folder reads. */
  attributes: object,
  /** Null while it is delivered to. */
  disabledReason: optional(text),
  /** Events up to this one have their deliveries. */
  afterEventId: rowOnly(integer),
  createdAt: integer,
  updatedAt: integer,
});

/** What a webhook's calls are signed with; two at once while it is rotated. */
export const webhookSecrets = table('webhookSecrets', {
  workspaceId: integer,
  id: integer,
  webhookId: integer,
  /** Random: what the box is bound to. */
  keyId: text,
  /** The schemes of Standard Webhooks: a shared secret, or a pair of Ed25519 keys. */
  kind: oneOf('v1', 'v1a'),
  /** Encrypted (access/secret-box.ts). */
  box: text,
  /** Of v1a, as `whpk_…`. */
  publicKey: optional(text),
  createdAt: integer,
  /** Null: until it is rotated. */
  expiresAt: optional(integer),
});

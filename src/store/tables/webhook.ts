/** Who wants to hear of events: a subscriber of Inlet's own webhooks, or of a vendor's. */
export type WebhookRow = {
  workspaceId: number;
  id: number;
  /** Null for Inlet's own. */
  vendor: string | null;
  appId: number | null;
  /** The id that the vendor's API shows, where it is not ours. */
  externalId: string | null;
  /** Of a vendor's webhooks in one slot a workspace has one at most; null: any number. */
  slot: string | null;
  url: string;
  /** JSON array. Of Inlet's own: the events' types, or `*`; of a vendor: that vendor's words. */
  eventTypes: string;
  /** What only the vendor's folder reads, as JSON. */
  attributes: string;
  /** Null while it is delivered to. */
  disabledReason: string | null;
  /** Events up to this one have their deliveries. */
  afterEventId: number;
  createdAt: number;
  updatedAt: number;
};

/** What a webhook's calls are signed with; two at once while it is rotated. */
export type WebhookSecretRow = {
  workspaceId: number;
  id: number;
  webhookId: number;
  /** Random: what the box is bound to. */
  keyId: string;
  /** The schemes of Standard Webhooks: a shared secret, or a pair of Ed25519 keys. */
  kind: 'v1' | 'v1a';
  /** Encrypted (access/secret-box.ts). */
  box: string;
  /** Of v1a, as `whpk_…`. */
  publicKey: string | null;
  createdAt: number;
  /** Null: until it is rotated. */
  expiresAt: number | null;
};

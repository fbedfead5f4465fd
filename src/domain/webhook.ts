/** Who wants to hear of events: a subscriber of Inlet's own webhooks, or of a vendor's. */
export type Webhook = {
  id: number;
  workspaceId: number;
  /** Null for Inlet's own. */
  vendor: string | null;
  appId: number | null;
  /** The id that the vendor's API shows, where it is not ours. */
  externalId: string | null;
  url: string;
  /** Of Inlet's own: the types of events, or `*`; of a vendor: that vendor's words. */
  eventTypes: string[];
  /** What only the vendor's folder reads. */
  attributes: Record<string, unknown>;
  /** Why nothing is delivered to it; null while it is. */
  disabledReason: string | null;
  createdAt: number;
  updatedAt: number;
};

/** The schemes of Standard Webhooks: a shared secret, or a pair of Ed25519 keys. */
export type SigningKind = 'v1' | 'v1a';

/** A live secret. What is secret in it is encrypted. */
export type WebhookSecret = {
  keyId: string;
  kind: SigningKind;
  box: string;
  publicKey: string | null;
  createdAt: number;
  expiresAt: number | null;
};

/** A person's login in one browser. */
export type SessionRow = {
  id: number;
  /** SHA-256 of the cookie's value, hex. */
  hash: string;
  userId: number;
  /** The workspace that the person works in at the moment; null: none is theirs. */
  workspaceId: number | null;
  address: string;
  userAgent: string;
  createdAt: number;
  lastSeenAt: number;
  /** However much it is used. */
  expiresAt: number;
  revokedAt: number | null;
};

/** How often a password was tried, of one account or from one network, until the count starts anew. */
export type LoginAttemptRow = { key: string; attempts: number; resetsAt: number };

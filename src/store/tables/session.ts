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

/** A link that works once: what is stored of it is the SHA-256 of its secret, hex. */
export type OneTimeLinkRow = {
  id: number;
  hash: string;
  /** `welcome` leads to a password of one's own, `login` straight in. */
  purpose: 'welcome' | 'login';
  userId: number;
  workspaceId: number;
  /** What the person becomes in the workspace; null: they are a member of it already. */
  role: 'admin' | 'agent' | 'viewer' | null;
  /** What they are called there. */
  name: string | null;
  /** Whoever runs the server is trusted to know whom a link is handed to. */
  madeBy: 'operator' | 'admin';
  createdAt: number;
  expiresAt: number;
};

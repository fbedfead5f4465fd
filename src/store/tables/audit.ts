/** The newest link of a workspace's chain; 0 is the server's own. */
export type AuditHeadRow = { workspaceId: number; position: number; hash: string };

export type AuditEntryRow = {
  /** 0 where it belongs to no workspace. */
  workspaceId: number;
  /** 1, 2, 3 ... within the workspace. */
  position: number;
  at: number;
  actorKind: 'user' | 'token' | 'command' | 'nobody';
  actorId: number | null;
  actorName: string;
  address: string;
  action: string;
  object: string;
  outcome: 'done' | 'refused';
  /** JSON. */
  details: string;
  previousHash: string;
  /** SHA-256 of all of the above, hex. */
  hash: string;
};

import { hash } from 'node:crypto';

/** Who did something: a person in a session, a token, a command on the machine, or someone unknown. */
export type Actor = {
  kind: 'user' | 'token' | 'command' | 'nobody';
  id: number | null;
  name: string;
};

/** What is to be recorded. Nothing in it may be a secret. */
export type NewAuditEntry = {
  /** 0 where it belongs to no workspace. */
  workspaceId: number;
  at: number;
  actor: Actor;
  /** The network address that it came from; `local` for commands. */
  address: string;
  action: string;
  /** What it was done to, such as `token 17`. */
  object: string;
  outcome: 'done' | 'refused';
  details: Record<string, unknown>;
};

/** What is to be recorded with a change; `object` null: what the change itself turns out to be of. */
export type AuditDraft = Omit<NewAuditEntry, 'object'> & { object: string | null };

/** `channels.delete` is of a `channel`, `businesses.add` of a `business`. */
export function nounOf(action: string): string {
  return (action.split('.', 1)[0] ?? '').replace(/(?<=ss)es$|s$/, '');
}

/** One link of a workspace's chain. */
export type AuditEntry = NewAuditEntry & {
  /** 1, 2, 3 ... within the workspace. */
  position: number;
  previousHash: string;
  hash: string;
};

/** What stands before the first link of every chain. */
export const NO_HASH = '0'.repeat(64);

/** SHA-256, hex, of everything in a link and of the link before it. The order is for ever. */
export function auditHashOf(entry: Omit<AuditEntry, 'hash'>): string {
  const { kind, id, name } = entry.actor;
  const fields = [
    ...[entry.previousHash, entry.workspaceId, entry.position, entry.at, kind, id, name],
    ...[entry.address, entry.action, entry.object, entry.outcome, JSON.stringify(entry.details)],
  ];
  return hash('sha256', JSON.stringify(fields), 'hex');
}

/** What is wrong with a link that follows another, or begins a chain; null when nothing is. */
export function auditFault(
  entry: AuditEntry,
  before: Pick<AuditEntry, 'position' | 'hash'>,
): string | null {
  if (entry.position !== before.position + 1) {
    return `entry ${entry.position} follows entry ${before.position}: some are missing`;
  }
  if (entry.previousHash !== before.hash) {
    return `entry ${entry.position} does not belong to the entry before it`;
  }
  if (entry.hash !== auditHashOf(entry)) return `entry ${entry.position} was changed`;
  return null;
}

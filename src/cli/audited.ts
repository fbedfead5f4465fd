import { userInfo } from 'node:os';
import type { Description } from '../access/recording.ts';
import { Recording } from '../access/recording.ts';

type Change = {
  workspaceId: number;
  action: string;
  /** Left out: what the change turns out to be of. */
  object?: string;
  details?: Record<string, unknown>;
};

/** Carries out what a command changes, each change in one transaction with its audit entry. */
export async function audited<T>(change: Change, work: () => Promise<T>): Promise<T> {
  return auditedIn([change], work);
}

/** The same for a change that several workspaces are to know of. */
export async function auditedIn<T>(changes: readonly Change[], work: () => Promise<T>): Promise<T> {
  const recording = new Recording(() => changes.map(describe), Date.now);
  try {
    return await recording.run(work);
  } finally {
    recording.end();
  }
}

/** By the account on this machine that runs the command. */
export function describe({ object, details = {}, ...change }: Change): Description {
  return {
    ...change,
    object: object ?? null,
    details,
    actor: { kind: 'command', id: null, name: accountName() },
    address: 'local',
    outcome: 'done',
  };
}

/** A container may run under a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

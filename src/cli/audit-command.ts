import { userInfo } from 'node:os';
import type { Store } from '../store/store.ts';

type Done = {
  workspaceId: number;
  action: string;
  object: string;
  details?: Record<string, unknown>;
};

/** Keeps in the audit log what a command did, as the account on this machine that ran it. */
export async function auditCommand(store: Pick<Store, 'write'>, done: Done): Promise<void> {
  await store.write.appendAudit({
    details: {},
    ...done,
    at: Date.now(),
    actor: { kind: 'command', id: null, name: accountName() },
    address: 'local',
    outcome: 'done',
  });
}

/** A container may run under a number that has no name. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

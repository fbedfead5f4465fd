import type { AuditDraft } from '../domain/audit-entry.ts';
import type { ChangePorts, Given } from './changes.ts';
import { forgetting } from './changes.ts';

export type Workspaces = ReturnType<typeof createWorkspaces>;

/** Rows that one transaction removes: messages of others wait no longer than that. */
const STEP = 1_000;

/** What a workspace is called and how it is set, which travels with every credential that is cached. */
export function createWorkspaces(ports: ChangePorts) {
  const { now } = ports;
  const { write } = ports.store;
  return {
    /** `drafts`: what its audit log begins with. */
    create: (workspace: Given<'createWorkspace'>, drafts?: readonly AuditDraft[]) =>
      write.createWorkspace({ ...workspace, now: now() }, drafts),
    /** Null where it is gone. */
    change: (change: Given<'changeWorkspace'>) => forgetting(ports, write.changeWorkspace(change)),
    /** With all that it holds, step by step; one that was cut short goes on. */
    async remove(workspaceId: number): Promise<void> {
      const step = () => write.removeWorkspaceStep({ workspaceId, limit: STEP, now: now() });
      while (!(await step()).isDone);
    },
    /** What the next requests of a vendor's API are answered instead, in a sandbox. */
    putFault: (fault: Given<'putFault'>) => forgetting(ports, write.putFault(fault)),
  };
}

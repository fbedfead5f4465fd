import type { AuditEntry, NewAuditEntry } from '../domain/audit-entry.ts';
import { NO_HASH, auditFault } from '../domain/audit-entry.ts';
import { lastUsed } from '../lib/last-used.ts';
import type { Store } from '../store/store.ts';

/** The same refusal again within this time adds nothing: a loop must not fill the disk. */
const REPEATED_MS = 60_000;
const REMEMBERED = 10_000;
const CHUNK = 500;

export type Recorded = Omit<NewAuditEntry, 'at'>;

/** The audit log: who did what, or was refused it. Only ever added to, each entry chained to the last. */
export class Audit {
  readonly #store: Pick<Store, 'write'>;
  readonly #now: () => number;
  readonly #steady: () => number;
  readonly #refused = lastUsed<string, number>(REMEMBERED);

  /** `steady`: a clock that nobody sets, so that setting the other keeps no refusal out. */
  constructor(store: Pick<Store, 'write'>, now: () => number, steady: () => number = now) {
    this.#store = store;
    this.#now = now;
    this.#steady = steady;
  }

  /** Resolves once the entry is on disk. */
  async record(entry: Recorded): Promise<void> {
    const at = this.#now();
    if (entry.outcome === 'refused' && this.#isRepeated(entry, this.#steady())) return;
    await this.#store.write.appendAudit({ ...entry, at });
  }

  #isRepeated({ workspaceId, actor, address, action, object }: Recorded, at: number): boolean {
    const key = JSON.stringify([workspaceId, actor.kind, actor.id, address, action, object]);
    const last = this.#refused.get(key);
    if (last !== undefined && at - last < REPEATED_MS) return true;
    this.#refused.set(key, at);
    return false;
  }
}

export type AuditVerdict =
  { kind: 'intact'; entries: number; hash: string } | { kind: 'broken'; reason: string };

/**
 * Follows a workspace's chain from its first entry to its head. `noted` is a hash that was written
 * down before, outside of the database: it has to be in the chain, or the chain was made anew.
 */
export async function verifyAudit(
  store: Pick<Store, 'read'>,
  workspaceId: number,
  noted: string | null = null,
): Promise<AuditVerdict> {
  let last = { position: 0, hash: NO_HASH };
  let isNotedMet = noted === null;
  for await (const entry of auditEntries(store, workspaceId)) {
    const fault = auditFault(entry, last);
    if (fault !== null) return { kind: 'broken', reason: fault };
    last = entry;
    isNotedMet ||= entry.hash === noted;
  }
  const head = (await store.read.findAuditHead({ workspaceId })) ?? { position: 0, hash: NO_HASH };
  // Entries that were added meanwhile are behind the head that is read now, never before it.
  if (head.position < last.position || (head.position === last.position && head.hash !== last.hash))
    return { kind: 'broken', reason: `the end of the chain is not entry ${last.position}` };
  if (head.position > last.position && !(await hasMore(store, workspaceId, last.position))) {
    return { kind: 'broken', reason: `the entries after entry ${last.position} are missing` };
  }
  if (!isNotedMet) return { kind: 'broken', reason: `no entry has the hash ${noted ?? ''}` };
  return { kind: 'intact', entries: last.position, hash: last.hash };
}

async function hasMore(store: Pick<Store, 'read'>, workspaceId: number, after: number) {
  return (await store.read.readAudit({ workspaceId, after, limit: 1 })).length > 0;
}

/** The whole chain, a piece at a time. */
export async function* auditEntries(
  { read }: Pick<Store, 'read'>,
  workspaceId: number,
): AsyncGenerator<AuditEntry> {
  let after = 0;
  for (;;) {
    const entries = await read.readAudit({ workspaceId, after, limit: CHUNK });
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}

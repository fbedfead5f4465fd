import type { AuditDraft } from '../domain/audit-entry.ts';
import { entriesOf } from './audit-entries.ts';
import type { Store } from './store.ts';
import { auditedVerbs } from './verb-properties.ts';

/** On whose behalf a change is being made. */
export type Behalf = {
  drafts(): readonly AuditDraft[];
  /** Called when an entry was written with a change. */
  recorded(): void;
};

type Write = (input: unknown, drafts?: readonly AuditDraft[]) => Promise<unknown>;

/** The store, with every change that can be audited recorded on behalf of whom `current` names. */
export function recordingStore(store: Store, current: () => Behalf | undefined): Store {
  // Inherited, not copied: an engine need not know the names of all verbs.
  const write = Object.create(store.write) as Record<string, Write>;
  for (const name of auditedVerbs) {
    const plain = write[name];
    if (plain === undefined) continue;
    write[name] = async (input, given) => {
      const behalf = given === undefined ? current() : undefined;
      if (behalf === undefined) return plain(input, given);
      const drafts = behalf.drafts();
      const outcome = await plain(input, drafts);
      if (entriesOf(name, outcome, input, drafts).length > 0) behalf.recorded();
      return outcome;
    };
  }
  return { ...store, write: write as unknown as Store['write'] };
}

import type { AuditDraft } from '../domain/audit-entry.ts';
import { entriesOf } from './audit-entries.ts';
import { writes as facts } from './queries/server/facts.ts';
import { writes as audit } from './queries/workspaces/audit.ts';
import type { WriteTransaction } from './transaction.ts';
import { verbNamed } from './verb-named.ts';
import { hasEndedAccess } from './verb-properties.ts';
import { writeVerbs } from './verbs.ts';

type Verb = (tx: WriteTransaction, input: unknown) => Promise<unknown>;

/**
 * Runs a write verb and appends what the audit log is to have of it, in the one transaction. The
 * append is last: on PostgreSQL it holds the end of the workspace's chain until the commit, and
 * nothing that others could hold may be waited for behind it.
 */
export async function carryOut(
  tx: WriteTransaction,
  name: string,
  input: unknown,
  drafts: readonly AuditDraft[],
): Promise<unknown> {
  const outcome = await verbNamed<Verb>(writeVerbs, name)(tx, input);
  if (hasEndedAccess(name, outcome, input)) await facts.noteAccess(tx);
  for (const entry of entriesOf(name, outcome, input, drafts)) await audit.appendAudit(tx, entry);
  return outcome;
}

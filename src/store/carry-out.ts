import type { AuditDraft } from '../domain/audit-entry.ts';
import { entriesOf } from './audited-verbs.ts';
import { writes as audit } from './queries/audit.ts';
import type { WriteTransaction } from './transaction.ts';
import { writeVerbs } from './verbs.ts';

type Verb = (tx: WriteTransaction, input: unknown) => Promise<unknown>;

const verbs = writeVerbs as unknown as Record<string, Verb | undefined>;

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
  const outcome = await verbs[name]?.(tx, input);
  for (const entry of entriesOf(name, outcome, input, drafts)) await audit.appendAudit(tx, entry);
  return outcome;
}

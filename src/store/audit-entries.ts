import type { AuditDraft, NewAuditEntry } from '../domain/audit-entry.ts';
import { nounOf } from '../domain/audit-entry.ts';
import { auditRuleOf } from './verb-properties.ts';

/** What is to be appended in the transaction of the verb that had this outcome. */
export function entriesOf(
  name: string,
  outcome: unknown,
  input: unknown,
  drafts: readonly AuditDraft[],
): NewAuditEntry[] {
  const said = drafts.length === 0 ? null : (auditRuleOf(name)?.(outcome, input) ?? null);
  if (said === null) return [];
  return drafts
    .map((draft) => ({
      ...draft,
      workspaceId: said.workspaceId ?? draft.workspaceId,
      object: draft.object ?? said.object ?? nounOf(draft.action),
      details: { ...draft.details, ...said.details },
    }))
    .sort((a, b) => a.workspaceId - b.workspaceId);
}

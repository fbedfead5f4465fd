import { auditFault, NO_HASH, type AuditEntry } from '../domain/audit-entry.ts';
import type { AuditVerdict } from './audit.ts';

/**
 * Follows the chain in an export, which needs neither the database nor a server. That entries are
 * missing at its end shows only where a newer hash was noted (`noted`).
 */
export async function verifyExport(
  lines: AsyncIterable<string>,
  noted: string | null = null,
): Promise<AuditVerdict> {
  let last = { position: 0, hash: NO_HASH };
  let isNotedMet = noted === null;
  let number = 0;
  let workspaceId: number | null = null;
  for await (const line of lines) {
    number += 1;
    const entry = entryIn(line);
    if (entry === null) return broken(`line ${number} is not an entry of an export`);
    workspaceId ??= entry.workspaceId;
    if (entry.workspaceId !== workspaceId) return broken(`line ${number} is of another workspace`);
    const fault = auditFault(entry, last);
    if (fault !== null) return broken(fault);
    last = entry;
    isNotedMet ||= entry.hash === noted;
  }
  if (number === 0) return broken('the export is empty');
  if (!isNotedMet) return broken(`no entry has the hash ${noted ?? ''}`);
  return { kind: 'intact', entries: last.position, hash: last.hash };
}

const broken = (reason: string): AuditVerdict => ({ kind: 'broken', reason });

/** As `inlet audit export` and the API write it: ids as text or numbers, the time as ISO text. */
function entryIn(line: string): AuditEntry | null {
  const read = objectOf(line);
  const actor = read?.['actor'];
  if (read === null || typeof actor !== 'object' || actor === null) return null;
  const { id } = actor as { id?: unknown };
  const entry = {
    ...read,
    workspaceId: Number(read['workspaceId'] ?? NaN),
    at: Date.parse(String(read['at'])),
    actor: { ...actor, id: id === null ? null : Number(id) },
  };
  // What is wrong in any other way does not have the hash that it says.
  return Number.isNaN(entry.workspaceId + entry.at) ? null : (entry as unknown as AuditEntry);
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

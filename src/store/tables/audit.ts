import type { AuditEntry } from '../../domain/audit-entry.ts';
import { integer, object, oneOf, optional, rowOnly, text } from '../column.ts';
import type { Row } from '../table.ts';
import { table } from '../table.ts';

/** The newest link of a workspace's chain; 0 is the server's own. */
export const auditHeads = table('auditHeads', {
  workspaceId: integer,
  position: integer,
  hash: text,
});

export const auditEntries = table('auditEntries', {
  /** 0 where it belongs to no workspace. */
  workspaceId: integer,
  /** 1, 2, 3 ... within the workspace. */
  position: integer,
  at: integer,
  actorKind: rowOnly(oneOf('user', 'token', 'command', 'nobody')),
  actorId: rowOnly(optional(integer)),
  actorName: rowOnly(text),
  address: text,
  action: text,
  object: text,
  outcome: oneOf('done', 'refused'),
  details: object,
  previousHash: text,
  /** SHA-256 of all of the above, hex. */
  hash: text,
});

type AuditEntryRow = Row<typeof auditEntries>;

export function auditEntryToRow(entry: AuditEntry): AuditEntryRow {
  const { kind: actorKind, id: actorId, name: actorName } = entry.actor;
  return auditEntries.toRow({ ...entry, actorKind, actorId, actorName });
}

export function auditEntryFromRow(row: AuditEntryRow): AuditEntry {
  const actor = { kind: row.actorKind, id: row.actorId, name: row.actorName };
  return { ...auditEntries.fromRow(row), actor };
}

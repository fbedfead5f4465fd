import type { AuditEntry, NewAuditEntry } from '../../../domain/audit-entry.ts';
import { NO_HASH, auditHashOf } from '../../../domain/audit-entry.ts';
import { auditEntryFromRow, auditEntryToRow } from '../../tables/audit.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export type AuditHead = { position: number; hash: string };

export const reads = {
  /** The newest first. */
  async listAudit(
    db: Reader,
    input: { workspaceId: number; action: string | null; before: number | null; limit: number },
  ): Promise<AuditEntry[]> {
    let query = db
      .selectFrom('auditEntries')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId);
    if (input.action !== null) query = query.where('action', '=', input.action);
    if (input.before !== null) query = query.where('position', '<', input.before);
    const rows = await query.orderBy('position', 'desc').limit(input.limit).execute();
    return rows.map(auditEntryFromRow);
  },

  /** In the order in which the chain was made, for whoever follows it. */
  async readAudit(
    db: Reader,
    input: { workspaceId: number; after: number; limit: number },
  ): Promise<AuditEntry[]> {
    const rows = await db
      .selectFrom('auditEntries')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('position', '>', input.after)
      .orderBy('position')
      .limit(input.limit)
      .execute();
    return rows.map(auditEntryFromRow);
  },

  /** Where the chain of a workspace ends; null where it has not begun. */
  async findAuditHead(db: Reader, input: { workspaceId: number }): Promise<AuditHead | null> {
    const row = await db
      .selectFrom('auditHeads')
      .select(['position', 'hash'])
      .where('workspaceId', '=', input.workspaceId)
      .executeTakeFirst();
    return row ?? null;
  },
};

export const writes = {
  /** Adds a link. The head's row keeps every other writer of the workspace's chain waiting. */
  async appendAudit(tx: WriteTransaction, input: NewAuditEntry): Promise<AuditHead> {
    const { workspaceId } = input;
    await tx.db
      .insertInto('auditHeads')
      .values({ workspaceId, position: 0, hash: NO_HASH })
      .onConflict((conflict) => conflict.column('workspaceId').doNothing())
      .execute();
    const { position, previousHash } = await tx.db
      .updateTable('auditHeads')
      .set((eb) => ({ position: eb('position', '+', 1) }))
      .where('workspaceId', '=', workspaceId)
      .returning(['position', 'hash as previousHash'])
      .executeTakeFirstOrThrow();
    const link = { ...input, position, previousHash };
    const hash = auditHashOf(link);
    await tx.db
      .insertInto('auditEntries')
      .values(auditEntryToRow({ ...link, hash }))
      .execute();
    await tx.db
      .updateTable('auditHeads')
      .set({ hash })
      .where('workspaceId', '=', workspaceId)
      .execute();
    return { position, hash };
  },
};

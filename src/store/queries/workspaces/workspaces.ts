import type { SettingChange } from '../../../domain/setting-change.ts';
import { withChanges } from '../../../domain/setting-change.ts';
import { toJson } from '../../json.ts';
import type { Noun } from '../../table.ts';
import { workspaces } from '../../tables/workspaces.ts';
import { lockWorkspace } from '../people/memberships.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export type Workspace = Noun<typeof workspaces>;

export const reads = {
  async listWorkspaces(db: Reader, _input: Record<string, never>): Promise<Workspace[]> {
    const rows = await db.selectFrom('workspaces').selectAll().orderBy('id').execute();
    return rows.map(workspaces.fromRow);
  },

  async findWorkspace(db: Reader, input: { id: number }): Promise<Workspace | null> {
    const row = await db
      .selectFrom('workspaces')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst();
    return row === undefined ? null : workspaces.fromRow(row);
  },

  /** The ids under which vendors know the workspace, by vendor. */
  async listAliases(db: Reader, input: { workspaceId: number }): Promise<Record<string, string>> {
    const rows = await db
      .selectFrom('workspaceAliases')
      .select(['vendor', 'externalId'])
      .where('workspaceId', '=', input.workspaceId)
      .execute();
    return Object.fromEntries(rows.map((row) => [row.vendor, row.externalId]));
  },
};

export const writes = {
  async createWorkspace(
    tx: WriteTransaction,
    input: { name: string; settings: Record<string, unknown>; now: number },
  ): Promise<{ id: number }> {
    const id = await tx.nextId();
    const { name, now } = input;
    await tx.db
      .insertInto('workspaces')
      .values(workspaces.toRow({ id, name, settings: input.settings, createdAt: now }))
      .execute();
    return { id };
  },

  /** Gives the workspace its id in a vendor's world. */
  async addAlias(
    tx: WriteTransaction,
    input: { workspaceId: number; vendor: string; externalId: string },
  ): Promise<void> {
    await tx.db.insertInto('workspaceAliases').values(input).execute();
  },

  /** Changes what is named and nothing else, so that two who change at once both have their way. */
  async changeWorkspace(
    tx: WriteTransaction,
    input: { id: number; name: string | undefined; changes: SettingChange[] },
  ): Promise<Workspace | null> {
    const { id, name, changes } = input;
    await lockWorkspace(tx, id);
    const found = await reads.findWorkspace(tx.db, { id });
    if (found === null) return null;
    const changed = {
      ...found,
      name: name ?? found.name,
      settings: withChanges(found.settings, changes),
    };
    await tx.db
      .updateTable('workspaces')
      .set({ name: changed.name, settings: toJson(changed.settings) })
      .where('id', '=', id)
      .execute();
    return changed;
  },
};

import { files } from '../../tables/files.ts';
import type { StoredFile } from '../../tables/files.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

export type { StoredFile };
export type NewFile = Omit<StoredFile, 'id'>;

export const reads = {
  /** By the name in its address, which tells whose it is. */
  async findFileByName(db: Reader, input: { name: string }): Promise<StoredFile | null> {
    const row = await db
      .selectFrom('files')
      .selectAll()
      .where('name', '=', input.name)
      .where('isRemoved', '=', 0)
      .executeTakeFirst();
    return row === undefined ? null : files.fromRow(row);
  },

  /** The workspace's one copy of a content. */
  async findFileByHash(
    db: Reader,
    input: { workspaceId: number; hash: string },
  ): Promise<StoredFile | null> {
    const row = await byHash(db, input);
    return row === undefined ? null : files.fromRow(row);
  },

  /** Contents that nothing refers to any more. */
  async listRemovedFiles(db: Reader, input: { limit: number }): Promise<StoredFile[]> {
    const rows = await db
      .selectFrom('files')
      .selectAll()
      .where('isRemoved', '=', 1)
      .orderBy('id')
      .limit(input.limit)
      .execute();
    return rows.map(files.fromRow);
  },
};

export const writes = {
  /** The file, or the one of the same content that the workspace has already. */
  async addFile(tx: WriteTransaction, input: NewFile): Promise<StoredFile> {
    const file = { id: await tx.nextId(), ...input };
    const added = await tx.db
      .insertInto('files')
      .values(files.toRow({ ...file, isRemoved: false }))
      .onConflict((conflict) =>
        conflict
          .columns(['workspaceId', 'hash'])
          // A literal, as SQLite compares it with the condition of the index.
          .where((eb) => eb('isRemoved', '=', eb.lit(0)))
          .doNothing(),
      )
      .executeTakeFirst();
    if (Number(added.numInsertedOrUpdatedRows) > 0) return file;
    const known = await byHash(tx.db, input);
    if (known === undefined) throw new Error('a file that is there cannot be found');
    return files.fromRow(known);
  },

  /** It was brought again, so that it counts as new; false where it is being removed. */
  async touchFile(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; now: number },
  ): Promise<boolean> {
    const touched = await tx.db
      .updateTable('files')
      .set({ createdAt: input.now })
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .where('isRemoved', '=', 0)
      .executeTakeFirst();
    return touched.numUpdatedRows > 0n;
  },

  /** Its content is gone. */
  async dropFile(tx: WriteTransaction, input: { workspaceId: number; id: number }): Promise<void> {
    await tx.db
      .deleteFrom('files')
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '=', input.id)
      .where('isRemoved', '=', 1)
      .execute();
  },
};

function byHash(db: Reader, { workspaceId, hash }: { workspaceId: number; hash: string }) {
  return db
    .selectFrom('files')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('hash', '=', hash)
    .where('isRemoved', '=', 0)
    .executeTakeFirst();
}

/** Of these, what no address refers to any more goes, its content soon after. */
export async function releaseFiles(
  tx: WriteTransaction,
  workspaceId: number,
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable('files')
    .set({ isRemoved: 1 })
    .where('workspaceId', '=', workspaceId)
    .where('id', 'in', ids)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('links')
            .select('links.id')
            .where('links.workspaceId', '=', workspaceId)
            .whereRef('links.fileId', '=', 'files.id'),
        ),
      ),
    )
    .execute();
}

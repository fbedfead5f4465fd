import { apps } from '../../tables/apps.ts';
import type { App } from '../../tables/apps.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { addSecret } from './app-secrets.ts';
import type { NewAppSecret } from './app-secrets.ts';

export type { App };

export type NewApp = Omit<App, 'id' | 'createdAt'> & {
  secret: NewAppSecret | null;
  now: number;
};

/** What its keepers may change. */
export type AppChange = Partial<
  Pick<App, 'name' | 'redirectUris' | 'scopes' | 'manifest' | 'deliveryUrl' | 'attributes'>
>;

export const reads = {
  async findApp(db: Reader, input: { id: number }): Promise<App | null> {
    const row = await db
      .selectFrom('apps')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst();
    return row === undefined ? null : apps.fromRow(row);
  },

  /** Every app with this client id, oldest first: each owner has at most one. */
  async findAppsByClientId(db: Reader, input: { clientId: string }): Promise<App[]> {
    const rows = await db
      .selectFrom('apps')
      .selectAll()
      .where('clientId', '=', input.clientId)
      .orderBy('id')
      .execute();
    return rows.map(apps.fromRow);
  },

  /** Apps by id: all of the server, or those that the workspace looks after or has installed. */
  async listApps(
    db: Reader,
    input: { workspaceId: number | null; afterId: number; limit: number },
  ): Promise<App[]> {
    const { workspaceId, afterId, limit } = input;
    const page = db
      .selectFrom('apps')
      .selectAll()
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit);
    if (workspaceId === null) return (await page.execute()).map(apps.fromRow);
    const own = await page.where('workspaceId', '=', workspaceId).execute();
    const installed = await page
      .where('id', 'in', (eb) =>
        eb.selectFrom('installations').select('appId').where('workspaceId', '=', workspaceId),
      )
      .execute();
    const byId = new Map([...own, ...installed].map((row) => [row.id, row]));
    const rows = [...byId.values()].sort((a, b) => a.id - b.id);
    return rows.slice(0, limit).map(apps.fromRow);
  },
};

export const writes = {
  /** Null when its owner has an app with the same client id already. */
  async createApp(tx: WriteTransaction, input: NewApp): Promise<{ id: number } | null> {
    const known = await tx.db
      .selectFrom('apps')
      .select('id')
      .where('clientId', '=', input.clientId)
      .where((eb) => eb(eb.fn.coalesce('workspaceId', eb.lit(0)), '=', input.workspaceId ?? 0))
      .executeTakeFirst();
    if (known !== undefined) return null;
    const { secret, now, ...app } = input;
    const id = await tx.nextId();
    await tx.db
      .insertInto('apps')
      .values(apps.toRow({ ...app, id, createdAt: now }))
      .execute();
    if (secret !== null) await addSecret(tx, id, secret, now);
    return { id };
  },

  /** False when there is no such app. */
  async updateApp(
    tx: WriteTransaction,
    input: { id: number; change: AppChange },
  ): Promise<boolean> {
    const row = await tx.db
      .selectFrom('apps')
      .selectAll()
      .where('id', '=', input.id)
      .executeTakeFirst();
    if (row === undefined) return false;
    const changed = apps.toRow({ ...apps.fromRow(row), ...input.change });
    await tx.db.updateTable('apps').set(changed).where('id', '=', input.id).execute();
    return true;
  },
};

/** With its secrets and providers. Not for an app that is installed somewhere. */
export async function removeApp(tx: WriteTransaction, id: number): Promise<void> {
  await tx.db.deleteFrom('appSecrets').where('appId', '=', id).execute();
  await tx.db.deleteFrom('providers').where('appId', '=', id).execute();
  await tx.db.deleteFrom('apps').where('id', '=', id).execute();
}

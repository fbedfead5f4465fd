import type { Noun } from '../../table.ts';
import { providers } from '../../tables/apps.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { writes as channels } from '../channels/channels.ts';

export type Provider = Noun<typeof providers>;
export type NewProvider = Omit<Provider, 'id' | 'createdAt'> & { now: number };

export type ProviderUpdate = {
  appId: number;
  externalId: string;
  /** `deliveryType` null: as its vendor's rules say. */
  change: Partial<Pick<Provider, 'name' | 'deliveryUrl'>> & { deliveryType?: string | null };
  now: number;
};

export const reads = {
  /** The conversation provider that vendors know under this id, whoever's it is. */
  async findProvider(db: Reader, input: { externalId: string }): Promise<Provider | null> {
    const row = await db
      .selectFrom('providers')
      .selectAll()
      .where('externalId', '=', input.externalId)
      .executeTakeFirst();
    return row === undefined ? null : providers.fromRow(row);
  },

  /** An app's conversation providers, oldest first. An app has few. */
  async listProviders(db: Reader, input: { appId: number }): Promise<Provider[]> {
    const rows = await db
      .selectFrom('providers')
      .selectAll()
      .where('appId', '=', input.appId)
      .orderBy('id')
      .execute();
    return rows.map(providers.fromRow);
  },
};

export const writes = {
  /**
   * Null when a provider with the same external id is already there. Each workspace that has the
   * app gets a channel for it.
   */
  async addProvider(tx: WriteTransaction, input: NewProvider): Promise<{ id: number } | null> {
    const { now, ...provider } = input;
    const known = await reads.findProvider(tx.db, { externalId: input.externalId });
    if (known !== null) return null;
    const id = await tx.nextId();
    await tx.db
      .insertInto('providers')
      .values(providers.toRow({ ...provider, id, createdAt: now }))
      .execute();
    const installations = await tx.db
      .selectFrom('installations')
      .select(['workspaceId', 'userId'])
      .where('appId', '=', input.appId)
      .execute();
    for (const installation of installations) {
      await addProviderChannels(tx, { ...installation, appId: input.appId, now });
    }
    return { id };
  },

  /** Null when the app has no such provider. The channels that stand for it take its name over. */
  async updateProvider(tx: WriteTransaction, input: ProviderUpdate): Promise<Provider | null> {
    const { appId, externalId, change, now } = input;
    const before = await reads.findProvider(tx.db, { externalId });
    if (before?.appId !== appId) return null;
    const { deliveryType, ...rest } = change;
    const attributes =
      deliveryType === undefined ? before.attributes : { ...before.attributes, deliveryType };
    const after = { ...before, ...rest, attributes };
    const { name, deliveryUrl } = after;
    await tx.db
      .updateTable('providers')
      .set({ name, deliveryUrl, attributes: JSON.stringify(attributes) })
      .where('id', '=', before.id)
      .execute();
    if (name !== before.name) await renameChannels(tx, { appId, externalId, name, now });
    return after;
  },
};

async function renameChannels(
  tx: WriteTransaction,
  provider: { appId: number; externalId: string; name: string; now: number },
): Promise<void> {
  const { appId, externalId, name, now: createdAt } = provider;
  const renamed = await tx.db
    .updateTable('channels')
    .set({ name })
    .where('workspaceId', 'in', (eb) =>
      eb.selectFrom('installations').select('workspaceId').where('appId', '=', appId),
    )
    .where('appId', '=', appId)
    .where('externalId', '=', externalId)
    .where('deletedAt', 'is', null)
    .returning(['workspaceId', 'id'])
    .execute();
  for (const { workspaceId, id: channelId } of renamed) {
    await tx.append({
      ...{ workspaceId, type: 'channel.updated', channelId, conversationId: null, messageId: null },
      ...{ payload: { fields: ['name'] }, createdAt },
    });
  }
}

/** A channel of the workspace for each provider of the app that has none there yet. */
export async function addProviderChannels(
  tx: WriteTransaction,
  installation: { workspaceId: number; appId: number; userId: number; now: number },
): Promise<void> {
  const { workspaceId, appId, userId, now: createdAt } = installation;
  const app = await tx.db
    .selectFrom('apps')
    .select('vendor')
    .where('id', '=', appId)
    .executeTakeFirst();
  if (app === undefined) return;
  for (const { externalId, name, type } of await reads.listProviders(tx.db, { appId })) {
    await channels.addChannel(tx, {
      ...{ workspaceId, vendor: app.vendor, appId, externalId, name, userId, createdAt },
      avatarUrl: null,
      attributes: { type },
    });
  }
}

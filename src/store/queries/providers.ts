import type { ProviderRow } from '../tables/access.ts';
import type { Reader, WriteTransaction } from '../transaction.ts';

export type Provider = Omit<ProviderRow, 'attributes'> & { attributes: Record<string, unknown> };
export type NewProvider = Omit<Provider, 'id' | 'createdAt'> & { now: number };

export const reads = {
  /** The conversation provider that vendors know under this id, whoever's it is. */
  async findProvider(db: Reader, input: { externalId: string }): Promise<Provider | null> {
    const row = await db
      .selectFrom('providers')
      .selectAll()
      .where('externalId', '=', input.externalId)
      .executeTakeFirst();
    return row === undefined ? null : fromRow(row);
  },

  /** An app's conversation providers, oldest first. An app has few. */
  async listProviders(db: Reader, input: { appId: number }): Promise<Provider[]> {
    const rows = await db
      .selectFrom('providers')
      .selectAll()
      .where('appId', '=', input.appId)
      .orderBy('id')
      .execute();
    return rows.map(fromRow);
  },
};

export const writes = {
  /** Null when a provider with the same external id is already there. */
  async addProvider(tx: WriteTransaction, input: NewProvider): Promise<{ id: number } | null> {
    const { now, ...provider } = input;
    const known = await reads.findProvider(tx.db, { externalId: input.externalId });
    if (known !== null) return null;
    const id = await tx.nextId();
    await tx.db
      .insertInto('providers')
      .values({ ...provider, attributes: JSON.stringify(input.attributes), id, createdAt: now })
      .execute();
    return { id };
  },
};

function fromRow(row: ProviderRow): Provider {
  return { ...row, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}

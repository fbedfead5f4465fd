import type { Channel } from '../../../domain/channel.ts';
import { channelToRow, channels } from '../../tables/channels.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { openRemovalDelivery } from '../deliveries/open-delivery.ts';

export const reads = {
  /** The app's channel of that external id. */
  async findChannel(
    db: Reader,
    input: { workspaceId: number; appId: number; externalId: string },
  ): Promise<Channel | null> {
    const row = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('appId', '=', input.appId)
      .where('externalId', '=', input.externalId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    return row === undefined ? null : channels.fromRow(row);
  },

  /** Those of these ids that there are. */
  async channelsById(
    db: Reader,
    input: { workspaceId: number; ids: number[] },
  ): Promise<Channel[]> {
    if (input.ids.length === 0) return [];
    const rows = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', 'in', input.ids)
      .where('deletedAt', 'is', null)
      .execute();
    return rows.map(channels.fromRow);
  },

  /** Channels of a workspace by id, from `afterId` on. */
  async listChannels(
    db: Reader,
    input: { workspaceId: number; afterId: number; limit: number },
  ): Promise<Channel[]> {
    const rows = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '>', input.afterId)
      .where('deletedAt', 'is', null)
      .orderBy('id')
      .limit(input.limit)
      .execute();
    return rows.map(channels.fromRow);
  },

  async listChannelsOfVendor(
    db: Reader,
    input: { workspaceId: number; vendor: string },
  ): Promise<Channel[]> {
    const rows = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('vendor', '=', input.vendor)
      .where('deletedAt', 'is', null)
      .orderBy('id')
      .execute();
    return rows.map(channels.fromRow);
  },

  /** A vendor's channels with these ids, deleted ones among them: what used them still says so. */
  async findChannelsById(
    db: Reader,
    input: { workspaceId: number; vendor: string; ids: readonly number[] },
  ): Promise<Channel[]> {
    if (input.ids.length === 0) return [];
    const rows = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('vendor', '=', input.vendor)
      .where('id', 'in', input.ids)
      .execute();
    return rows.map(channels.fromRow);
  },

  /** A vendor's channels with this external id, whichever app has them; deleted ones left out. */
  async findChannels(
    db: Reader,
    input: { workspaceId: number; vendor: string; externalId: string },
  ): Promise<Channel[]> {
    const rows = await db
      .selectFrom('channels')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('vendor', '=', input.vendor)
      .where('externalId', '=', input.externalId)
      .where('deletedAt', 'is', null)
      .orderBy('id')
      .execute();
    return rows.map(channels.fromRow);
  },
};

/** Takes replies, of all businesses, unless it says otherwise. */
export type NewChannel = Omit<Channel, 'id' | 'isReadonly' | 'businessIds'> &
  Partial<Pick<Channel, 'isReadonly' | 'businessIds'>>;

export type DeleteTarget = { workspaceId: number; appId: number; externalId: string; now: number };

export const writes = {
  /** Null when the app already has a channel of that external id in the workspace. */
  async addChannel(tx: WriteTransaction, input: NewChannel): Promise<Channel | null> {
    if ((await findChannelId(tx, input)) !== undefined) return null;
    const usual = { isReadonly: false, businessIds: null };
    const channel = { id: await tx.nextId(), ...usual, ...input };
    await tx.db.insertInto('channels').values(channelToRow(channel)).execute();
    await tx.append({
      workspaceId: channel.workspaceId,
      type: 'channel.created',
      channelId: channel.id,
      conversationId: null,
      messageId: null,
      payload: {},
      createdAt: channel.createdAt,
    });
    return channel;
  },

  /**
   * Makes a channel and all that is in it invisible and its external id free; the rows go step by
   * step afterwards (purge.ts). False when there is no such channel.
   */
  async deleteChannel(tx: WriteTransaction, input: DeleteTarget): Promise<boolean> {
    await tx.lockChannels(input.workspaceId);
    const id = await findChannelId(tx, input);
    if (id === undefined) return false;
    await hideChannel(tx, { ...input, id });
    return true;
  },

  /** The same by our id, for people; where `tellsConnector`, with the delivery that tells it. */
  async removeChannel(
    tx: WriteTransaction,
    input: { workspaceId: number; id: number; tellsConnector: boolean; now: number },
  ): Promise<boolean> {
    await tx.lockChannels(input.workspaceId);
    const [channel] = await reads.channelsById(tx.db, { ...input, ids: [input.id] });
    if (channel === undefined) return false;
    if (input.tellsConnector) await openRemovalDelivery(tx, channel, input.now);
    await hideChannel(tx, input);
    return true;
  },
};

async function hideChannel(
  tx: WriteTransaction,
  { workspaceId, id, now }: { workspaceId: number; id: number; now: number },
): Promise<void> {
  await tx.db
    .updateTable('channels')
    .set({ deletedAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  await tx.append({
    ...{ workspaceId, type: 'channel.deleted', channelId: id, conversationId: null },
    ...{ messageId: null, payload: {}, createdAt: now },
  });
}

/** The id of the app's channel with this external id, deleted ones left out. */
export async function findChannelId(
  tx: WriteTransaction,
  key: { workspaceId: number; appId: number; externalId: string },
): Promise<number | undefined> {
  const row = await tx.db
    .selectFrom('channels')
    .select('id')
    .where('workspaceId', '=', key.workspaceId)
    .where('appId', '=', key.appId)
    .where('externalId', '=', key.externalId)
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

import { sql } from 'kysely';
import type { NewEvent } from '../../../domain/event.ts';
import type { Row, ValuesOf } from '../../table.ts';
import { pick } from '../../table.ts';
import { channelAttention } from '../../tables/channels.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';
import { isStuckReply } from '../deliveries/delivery-states.ts';

export const reads = {
  /** What is wrong with the workspace's channels, by channel. */
  async listAttention(
    db: Reader,
    input: { workspaceId: number },
  ): Promise<Record<number, Pick<Row<typeof channelAttention>, 'reason' | 'since' | 'messageId'>>> {
    const rows = await db
      .selectFrom('channelAttention')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .execute();
    return Object.fromEntries(
      rows.map(({ channelId, reason, since, messageId }) => [
        channelId,
        { reason, since, messageId },
      ]),
    );
  },

  /** The oldest reply of each channel that goes no further by itself; since when. */
  async listStuckReplies(
    db: Reader,
    input: { workspaceId: number },
  ): Promise<{ channelId: number; messageId: number; since: number }[]> {
    const { workspaceId } = input;
    const heads = await db
      .selectFrom('channels')
      .select((eb) => [
        'channels.id as channelId',
        eb
          .selectFrom('deliveries')
          .select('deliveries.id')
          .whereRef('deliveries.workspaceId', '=', 'channels.workspaceId')
          .whereRef('deliveries.channelId', '=', 'channels.id')
          .where(isStuckReply)
          .orderBy('deliveries.id')
          .limit(1)
          .as('deliveryId'),
      ])
      .where('channels.workspaceId', '=', workspaceId)
      .where('channels.deletedAt', 'is', null)
      .execute();
    const ids = heads.flatMap(({ deliveryId }) => (deliveryId === null ? [] : [deliveryId]));
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('deliveries')
      .select(['channelId', 'messageId', 'createdAt', 'settledAt'])
      .where('workspaceId', '=', workspaceId)
      .where('id', 'in', ids)
      .execute();
    return rows.flatMap(({ channelId, messageId, createdAt, settledAt }) =>
      channelId === null || messageId === null
        ? []
        : [{ channelId, messageId, since: settledAt ?? createdAt }],
    );
  },
};

const KEY = pick(channelAttention, 'workspaceId', 'channelId');

type Key = ValuesOf<typeof KEY>;

/** Those of the channels that need a person. */
export async function listNeedy(tx: WriteTransaction, keys: readonly Key[]): Promise<Set<number>> {
  if (keys.length === 0) return new Set();
  const channels = [...new Map(keys.map((key) => [key.channelId, key])).values()];
  const { rows } = await sql<{ channelId: number }>`
    SELECT marked.channel_id FROM ${tx.given(KEY, channels)} AS given
    CROSS JOIN channel_attention AS marked
    WHERE marked.workspace_id = given.workspace_id
      AND marked.channel_id = given.channel_id`.execute(tx.db);
  return new Set(rows.map(({ channelId }) => channelId));
}

/** Says that a channel needs a person; `since` stays while it does. False when it said so already. */
export async function needAttention(
  tx: WriteTransaction,
  row: Row<typeof channelAttention>,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('channelAttention')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspaceId', 'channelId']).doNothing())
    .executeTakeFirst();
  return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when nothing was wrong with it. */
export async function clearAttention(
  tx: WriteTransaction,
  { workspaceId, channelId }: Key,
): Promise<boolean> {
  const deleted = await tx.db
    .deleteFrom('channelAttention')
    .where('workspaceId', '=', workspaceId)
    .where('channelId', '=', channelId)
    .executeTakeFirst();
  return deleted.numDeletedRows > 0n;
}

/** For those whose list of channels shows it. */
export function attentionEvent({ workspaceId, channelId }: Key, now: number): NewEvent {
  return {
    ...{ workspaceId, type: 'channel.updated', channelId, conversationId: null },
    ...{ messageId: null, payload: { fields: ['attention'] }, createdAt: now },
  };
}

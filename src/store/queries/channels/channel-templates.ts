import type { Template } from '../../../domain/template.ts';
import { channelTemplates } from '../../tables/channels.ts';
import type { Reader, WriteTransaction } from '../../transaction.ts';

type Which = { workspaceId: number; channelId: number };

export const reads = { findTemplates };

export const writes = {
  /** Keeps them in place of those before. Nothing where the channel is gone. */
  async keepTemplates(
    tx: WriteTransaction,
    input: Which & { templates: Template[]; now: number },
  ): Promise<void> {
    const { workspaceId, channelId } = input;
    await tx.keepChannels(workspaceId);
    const channel = await tx.db
      .selectFrom('channels')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', channelId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    if (channel === undefined) return;
    const row = channelTemplates.toRow({ ...input, fetchedAt: input.now });
    const { templates, fetchedAt } = row;
    await tx.db
      .insertInto('channelTemplates')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['workspaceId', 'channelId']).doUpdateSet({ templates, fetchedAt }),
      )
      .execute();
  },
};

/** What the provider last gave; null where it was never asked, or the channel is gone. */
export async function findTemplates(db: Reader, input: Which): Promise<Template[] | null> {
  const row = await db
    .selectFrom('channelTemplates')
    .innerJoin('channels', (join) =>
      join
        .onRef('channels.workspaceId', '=', 'channelTemplates.workspaceId')
        .onRef('channels.id', '=', 'channelTemplates.channelId'),
    )
    .selectAll('channelTemplates')
    .where('channelTemplates.workspaceId', '=', input.workspaceId)
    .where('channelTemplates.channelId', '=', input.channelId)
    .where('channels.deletedAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : channelTemplates.fromRow(row).templates;
}

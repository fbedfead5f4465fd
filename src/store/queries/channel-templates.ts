import type { Template } from '../../domain/template.ts';
import type { Reader, WriteTransaction } from '../transaction.ts';

type Which = { workspaceId: number; channelId: number };

export const reads = { findTemplates };

export const writes = {
  /** Keeps them in place of those before. Nothing where the channel is gone. */
  async keepTemplates(
    tx: WriteTransaction,
    input: Which & { templates: Template[]; now: number },
  ): Promise<void> {
    const { workspaceId, channelId, now: fetchedAt } = input;
    await tx.keepChannels(workspaceId);
    const channel = await tx.db
      .selectFrom('channels')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('id', '=', channelId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst();
    if (channel === undefined) return;
    const templates = JSON.stringify(input.templates);
    await tx.db
      .insertInto('channelTemplates')
      .values({ workspaceId, channelId, templates, fetchedAt })
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
    .select('templates')
    .where('channelTemplates.workspaceId', '=', input.workspaceId)
    .where('channelTemplates.channelId', '=', input.channelId)
    .where('channels.deletedAt', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.templates) as Template[]);
}

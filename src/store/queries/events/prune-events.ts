import type { Reader, WriteTransaction } from '../../transaction.ts';

/** Of deliveries that may still be attempted: their event is read for each attempt. */
const OPEN = ['waiting', 'due', 'claimed', 'calling', 'held'] as const;

export const reads = {
  /** Logs, by workspace, with the time of the oldest event that each holds; null where it is empty. */
  async listLogs(
    db: Reader,
    input: { afterWorkspace: number; limit: number },
  ): Promise<{ workspace: number; since: number | null }[]> {
    return db
      .selectFrom('logHeads')
      .select((eb) => [
        'workspace',
        eb
          .selectFrom('events')
          .select('createdAt')
          .whereRef('events.workspaceId', '=', 'logHeads.workspace')
          .orderBy('events.id')
          .limit(1)
          .as('since'),
      ])
      .where('workspace', '>', input.afterWorkspace)
      .orderBy('workspace')
      .limit(input.limit)
      .execute();
  },

  /** Up to where nobody needs the log of a workspace any more, however old it is. */
  async findUnneeded(db: Reader, { workspaceId }: { workspaceId: number }): Promise<number> {
    const head = await db
      .selectFrom('logHeads')
      .select('head')
      .where('workspace', '=', workspaceId)
      .executeTakeFirst();
    const slowest = await db
      .selectFrom('webhooks')
      .select((eb) => eb.fn.min('afterEventId').as('at'))
      .where('workspaceId', '=', workspaceId)
      .where('disabledReason', 'is', null)
      .executeTakeFirst();
    const open = await db
      .selectFrom('deliveries')
      .select((eb) => eb.fn.min('eventId').as('at'))
      .where('workspaceId', '=', workspaceId)
      .where('state', 'in', OPEN)
      .where('kind', '=', 'event')
      .executeTakeFirst();
    const most = head?.head ?? 0;
    return Math.min(most, slowest?.at ?? most, (open?.at ?? most + 1) - 1);
  },
};

export const writes = {
  /**
   * Removes up to `limit` of the oldest events that are of before then and not after `upTo`, and notes
   * from where on the log is there. Answers how many went.
   */
  async pruneEvents(
    tx: WriteTransaction,
    input: { workspaceId: number; upTo: number; before: number; limit: number },
  ): Promise<number> {
    const { workspaceId, upTo, before, limit } = input;
    const rows = await tx.db
      .selectFrom('events')
      .select(['id', 'createdAt'])
      .where('workspaceId', '=', workspaceId)
      .where('id', '<=', upTo)
      .orderBy('id')
      .limit(limit)
      .execute();
    const firstKept = rows.findIndex(({ createdAt }) => createdAt >= before);
    const old = firstKept === -1 ? rows : rows.slice(0, firstKept);
    const last = old.at(-1)?.id;
    if (last === undefined) return 0;
    await tx.db
      .deleteFrom('events')
      .where('workspaceId', '=', workspaceId)
      .where('id', '<=', last)
      .execute();
    // After the rows: whoever appends waits for this row, and only for the commit then.
    await tx.db
      .updateTable('logHeads')
      .set({ oldest: last })
      .where('workspace', '=', workspaceId)
      .where('oldest', '<', last)
      .execute();
    return old.length;
  },
};

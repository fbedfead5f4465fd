import type { InletEvent } from '../../../domain/event.ts';
import { events } from '../../tables/events.ts';
import type { Reader } from '../../transaction.ts';

/** A part of a log. */
export type LogPage = {
  events: InletEvent[];
  /** Events up to this one may have gone: who has not seen them by now has missed them. */
  oldest: number;
  /** The newest event. */
  head: number;
};

type Place = { workspaceId: number; afterId: number; limit: number };

export const reads = {
  /** The newest event of a workspace; 0 where there is none. */
  async findLogHead(db: Reader, { workspaceId }: { workspaceId: number }): Promise<number> {
    return (await findHead(db, workspaceId))?.head ?? 0;
  },

  /** How far the logs of these workspaces have come, where anything has happened in them. */
  async listLogHeads(
    db: Reader,
    { workspaces }: { workspaces: number[] },
  ): Promise<{ workspace: number; head: number }[]> {
    if (workspaces.length === 0) return [];
    return db
      .selectFrom('logHeads')
      .select(['workspace', 'head'])
      .where('workspace', 'in', workspaces)
      .execute();
  },

  /** The events of a workspace after a place in its log, in the order in which they became true. */
  async readLog(db: Reader, { workspaceId, afterId, limit }: Place): Promise<LogPage> {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('id', '>', afterId)
      .orderBy('id')
      .limit(limit)
      .execute();
    const { head = 0, oldest = 0 } = (await findHead(db, workspaceId)) ?? {};
    return { events: rows.map(events.fromRow), oldest, head };
  },
};

function findHead(db: Reader, workspaceId: number) {
  return db
    .selectFrom('logHeads')
    .select(['head', 'oldest'])
    .where('workspace', '=', workspaceId)
    .executeTakeFirst();
}

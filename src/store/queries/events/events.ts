import type { InletEvent } from '../../../domain/event.ts';
import { events } from '../../tables/events.ts';
import type { Reader } from '../../transaction.ts';

export const reads = {
  /** The newest event of a workspace; 0 where there is none. */
  async findLastEventId(db: Reader, input: { workspaceId: number }): Promise<number> {
    const row = await db
      .selectFrom('events')
      .select('id')
      .where('workspaceId', '=', input.workspaceId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? 0;
  },

  /** The events of a workspace after a cursor, in the order in which they became true. */
  async listEvents(
    db: Reader,
    input: { workspaceId: number; afterId: number; limit: number },
  ): Promise<InletEvent[]> {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where('workspaceId', '=', input.workspaceId)
      .where('id', '>', input.afterId)
      .orderBy('id')
      .limit(input.limit)
      .execute();
    return rows.map(events.fromRow);
  },
};

import type { InletEvent } from '../../domain/event.ts';
import { eventFromRow } from '../rows.ts';
import type { Reader } from '../transaction.ts';

export const reads = {
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
    return rows.map(eventFromRow);
  },
};

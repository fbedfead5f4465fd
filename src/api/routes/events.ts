import type { FastifyInstance } from 'fastify';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idFilterOf } from '../page.ts';
import { presentEvent } from '../present.ts';
import { eventQuery, pageOfSchema } from '../schemas/common.ts';
import { InletEvent } from '../schemas/nouns.ts';

/** The place in this list is an event's id, so that a reader at its end can go on from there. */
export function eventRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/events`,
      action: 'events.read',
      summary: 'What happened, in the order in which it became true',
      description: 'Pass nextCursor, or the id of the last event seen, on as `after`.',
      query: eventQuery,
      answer: pageOfSchema(InletEvent),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, after } = request.query;
      const afterId = idFilterOf(after, 'after') ?? 0;
      const log = await store.read.readLog({ workspaceId, afterId, limit: limit + 1 });
      const { events: rows } = log;
      const data = rows.slice(0, limit).map(presentEvent);
      return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
    },
  );
}

import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { EVENTS_GONE } from '../problem.ts';
import { route } from '../route.ts';
import type { LogPage } from '../../store/store.ts';
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
      description:
        'Pass nextCursor, or the id of the last event seen, on as `after`; without it the list begins ' +
        'with the oldest event that is kept (INLET_EVENTS_DAYS). Where events after `after` are kept no ' +
        'longer the answer is 410 `events-gone`, with the `oldest` that can be asked for and the `head`: ' +
        'whoever shows what is true now loads it again, and goes on from `head`.',
      query: eventQuery,
      answer: pageOfSchema(InletEvent),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, after } = request.query;
      const place = idFilterOf(after, 'after');
      const page = { workspaceId, afterId: place ?? 0, limit: limit + 1 };
      const { events: rows, ...log } = await store.read.readLog(page);
      if (place !== null && place < log.oldest) throw eventsGone(log);
      const data = rows.slice(0, limit).map(presentEvent);
      return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
    },
  );
}

function eventsGone({ oldest, head }: Pick<LogPage, 'oldest' | 'head'>): Refusal {
  const words =
    'The events after this place are kept no longer. Load what you show again and go on from `head`, ' +
    'or read what is left from `oldest`.';
  const more = { oldest: String(oldest), head: String(head) };
  return new Refusal('invalid', words, { detail: EVENTS_GONE, more });
}

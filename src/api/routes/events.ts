import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, pageOf } from '../page.ts';
import { presentEvent } from '../present.ts';
import { pageOfSchema, pageQuery } from '../schemas/common.ts';
import { InletEvent } from '../schemas/nouns.ts';

type Query = { limit: number; cursor?: string };

export function eventRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: Query }>(
    `${base}/events`,
    {
      schema: {
        summary: 'What happened, in the order in which it became true',
        querystring: Type.Object(pageQuery),
        response: { 200: pageOfSchema(InletEvent) },
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const rows = await store.read.listEvents({ workspaceId, afterId, limit: limit + 1 });
      return pageOf(rows, limit, (event) => [event.id], presentEvent);
    },
  );
}

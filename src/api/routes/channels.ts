import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, pageOf } from '../page.ts';
import { presentChannel } from '../present.ts';
import { answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Channel } from '../schemas/nouns.ts';

type Query = { limit: number; cursor?: string };

export function channelRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: Query }>(
    `${base}/channels`,
    {
      config: { action: 'channels.read' },
      schema: {
        summary: 'List the channels, oldest first',
        querystring: Type.Object(pageQuery),
        response: answers(pageOfSchema(Channel)),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const rows = await store.read.listChannels({ workspaceId, afterId, limit: limit + 1 });
      const attention = await store.read.listAttention({ workspaceId });
      const present = (row: (typeof rows)[number]) => presentChannel(row, attention[row.id]);
      return pageOf(rows, limit, (channel) => [channel.id], present);
    },
  );
}

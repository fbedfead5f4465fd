import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { attentionOfChannels } from '../../inbox/reply-states.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentChannel } from '../present.ts';
import { IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Channel } from '../schemas/nouns.ts';

type Query = { limit: number; cursor?: string };

export function channelRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listChannels(scope, base, ports);
  deleteChannel(scope, base, ports);
}

function listChannels(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
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
      const attention = await attentionOfChannels(ports, workspaceId);
      const present = (row: (typeof rows)[number]) => presentChannel(row, attention.get(row.id));
      return pageOf(rows, limit, (channel) => [channel.id], present);
    },
  );
}

function deleteChannel(scope: FastifyInstance, base: string, { inbox }: ApiPorts): void {
  scope.delete<{ Params: { id: string } }>(
    `${base}/channels/:id`,
    {
      config: { action: 'channels.delete' },
      schema: {
        summary: 'Delete a channel with all that is in it',
        description:
          'Gone at once for everybody. A connector that listens for it is told in the background: ' +
          'a delivery of the kind `removal`.',
        params: IdParams,
        response: answers(Type.Null({ description: 'Deleted.' }), 204),
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const id = idOf(request.params.id);
      if (!(await inbox.removeChannel({ workspaceId, id }))) throw missing();
      return reply.code(204).send();
    },
  );
}

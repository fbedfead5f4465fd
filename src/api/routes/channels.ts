import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import { attentionOfChannels } from '../../inbox/reply-states.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentChannel } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Channel } from '../schemas/nouns.ts';

export function channelRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listChannels(scope, base, ports);
  deleteChannel(scope, base, ports);
}

function listChannels(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  route(
    scope,
    {
      at: `GET ${base}/channels`,
      action: 'channels.read',
      summary: 'List the channels, oldest first',
      query: pageQuery,
      answer: pageOfSchema(Channel),
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
  route(
    scope,
    {
      at: `DELETE ${base}/channels/:id`,
      action: 'channels.delete',
      summary: 'Delete a channel with all that is in it',
      description:
        'Gone at once for everybody. A connector that listens for it is told in the background: ' +
        'a delivery of the kind `removal`.',
      params: IdParams,
      answer: Type.Null({ description: 'Deleted.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const id = idOf(request.params.id);
      if (!(await inbox.removeChannel({ workspaceId, id }))) throw missing();
      return null;
    },
  );
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { presentAcceptance } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Acceptance } from '../schemas/nouns.ts';

const ListQuery = {
  ...pageQuery,
  channel: Type.Optional(
    Type.String({
      isId: true,
      description:
        "The channel's external id. Without `message` the workspace's acceptances are walked back " +
        'from the newest, which takes long for a quiet channel of a busy workspace.',
    }),
  ),
  message: Type.Optional(
    Type.String({
      isId: true,
      description: "The message's external id, or the id by which its vendor's face answered.",
    }),
  ),
  channelId: Type.Optional(Type.String({ description: "Inlet's own id of the channel." })),
};

/** What became of accepted requests; their senders may ask with the credential that sent them. */
export function acceptanceRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  route(
    scope,
    {
      at: `GET ${base}/acceptances`,
      action: 'acceptances.read',
      summary: 'List acceptances, newest first',
      query: ListQuery,
      answer: pageOfSchema(Acceptance),
    },
    async (request) => {
      const { workspaceId, vendor } = principalOf(request);
      const { limit, cursor, channel, message, channelId } = request.query;
      const messageId = message === undefined ? null : ports.messageIdOf(message);
      const rows = await store.read.listAcceptances({
        workspaceId,
        vendor,
        channelId: idFilterOf(channelId, 'channelId'),
        channelExternalId: channel ?? null,
        messageExternalId: messageId === null ? (message ?? null) : null,
        messageId,
        beforeId: cursorOf(cursor, 1, 'cursor')?.[0] ?? null,
        limit: limit + 1,
      });
      return pageOf(rows, limit, (row) => [row.id], presentAcceptance);
    },
  );

  route(
    scope,
    {
      at: `GET ${base}/acceptances/:id`,
      action: 'acceptances.read',
      summary: 'What became of an accepted request, by its Inlet-Acceptance header',
      params: IdParams,
      answer: Acceptance,
    },
    async (request) => {
      const { workspaceId, vendor } = principalOf(request);
      const id = idOf(request.params.id);
      const acceptance = await store.read.findAcceptance({ workspaceId, vendor, id });
      if (acceptance === null) throw missing();
      return presentAcceptance(acceptance);
    },
  );
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idOf, missing, pageOf } from '../page.ts';
import { presentAcceptance } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Acceptance } from '../schemas/nouns.ts';

const ListQuery = Type.Object({
  ...pageQuery,
  channel: Type.Optional(Type.String({ description: "The channel's external id." })),
  message: Type.Optional(Type.String({ description: "The message's external id." })),
  channelId: Type.Optional(Type.String({ maxLength: 32, description: "Inlet's id." })),
});

type Query = {
  limit: number;
  cursor?: string;
  channel?: string;
  message?: string;
  channelId?: string;
};

/** What became of accepted requests; their senders may ask with the credential that sent them. */
export function acceptanceRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: Query }>(
    `${base}/acceptances`,
    {
      schema: {
        summary: 'List acceptances, newest first',
        querystring: ListQuery,
        response: { 200: pageOfSchema(Acceptance) },
      },
      config: { isForSenders: true },
    },
    async (request) => {
      const { workspaceId, vendor } = principalOf(request);
      const { limit, cursor, channel, message, channelId } = request.query;
      const rows = await store.read.listAcceptances({
        workspaceId,
        vendor,
        channelId: channelId === undefined ? null : idOf(channelId),
        channelExternalId: channel ?? null,
        messageExternalId: message ?? null,
        beforeId: cursorOf(cursor, 1, 'cursor')?.[0] ?? null,
        limit: limit + 1,
      });
      return pageOf(rows, limit, (row) => [row.id], presentAcceptance);
    },
  );

  scope.get<{ Params: { id: string } }>(
    `${base}/acceptances/:id`,
    {
      schema: {
        summary: 'What became of an accepted request, by its Inlet-Acceptance header',
        params: IdParams,
        response: { 200: Acceptance },
      },
      config: { isForSenders: true },
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

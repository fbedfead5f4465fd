import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { DeliveryState } from '../../domain/delivery.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { presentAttempt, presentDelivery } from '../present.ts';
import { IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const idFilter = Type.Optional(Type.String());

export const deliveryFilters = {
  state: Type.Optional(
    Type.Enum([...nouns.Delivery.properties.state.enum, 'dead'], {
      description: 'dead: failed or unknown, those that need a person.',
    }),
  ),
  conversationId: idFilter,
  messageId: idFilter,
  webhookId: idFilter,
};

export type DeliveryQuery = {
  state?: string;
  conversationId?: string;
  messageId?: string;
  webhookId?: string;
};

export function deliveryRoutes(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: DeliveryQuery & { limit: number; cursor?: string } }>(
    `${base}/deliveries`,
    {
      config: { action: 'deliveries.read' },
      schema: {
        summary: 'List deliveries, the newest first',
        querystring: Type.Object({ ...pageQuery, ...deliveryFilters }),
        response: answers(pageOfSchema(nouns.Delivery)),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor, ...query } = request.query;
      const [beforeId = null] = cursorOf(cursor, 1, 'cursor') ?? [];
      const rows = await store.read.listDeliveries({
        ...{ workspaceId, beforeId, limit: limit + 1 },
        ...selectionOf(query),
      });
      return pageOf(rows, limit, ({ id }) => [id], presentDelivery);
    },
  );

  scope.get<{ Params: { id: string } }>(
    `${base}/deliveries/:id`,
    {
      config: { action: 'deliveries.read' },
      schema: {
        summary: 'Read a delivery with its attempts',
        params: IdParams,
        response: answers(
          Type.Object({ ...nouns.Delivery.properties, attempts: Type.Array(nouns.Attempt) }),
        ),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const found = await store.read.findDelivery({ workspaceId, id: idOf(request.params.id) });
      if (found === null) throw missing();
      const { delivery, attempts } = found;
      return { ...presentDelivery(delivery), attempts: attempts.map(presentAttempt) };
    },
  );
}

export function selectionOf({ state, conversationId, messageId, webhookId }: DeliveryQuery) {
  return {
    states: statesOf(state),
    conversationId: idFilterOf(conversationId, 'conversationId'),
    messageId: idFilterOf(messageId, 'messageId'),
    webhookId: idFilterOf(webhookId, 'webhookId'),
  };
}

function statesOf(state: string | undefined): DeliveryState[] {
  if (state === undefined) return [];
  if (state === 'dead') return ['failed', 'unknown'];
  return state === 'attempting' ? ['claimed', 'calling'] : [state as DeliveryState];
}

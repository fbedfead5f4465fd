import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Static, TObject } from 'typebox';
import { statesNamed } from '../../domain/delivery-state.ts';
import { principalOf } from '../../http/request.ts';
import { replyStates } from '../../inbox/reply-states.ts';
import type { Delivery } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { presentAttempt, presentDelivery } from '../present.ts';
import { IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
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

type DeliveryQuery = Static<TObject<typeof deliveryFilters>>;

export function deliveryRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;
  route(
    scope,
    {
      at: `GET ${base}/deliveries`,
      action: 'deliveries.read',
      summary: 'List deliveries, the newest first',
      query: { ...pageQuery, ...deliveryFilters },
      answer: pageOfSchema(nouns.Delivery),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor, ...query } = request.query;
      const [beforeId = null] = cursorOf(cursor, 1, 'cursor') ?? [];
      const rows = await store.read.listDeliveries({
        ...{ workspaceId, beforeId, limit: limit + 1, now: ports.now() },
        ...selectionOf(query),
      });
      return pageOf(rows, limit, ({ id }) => [id], await deliveryPresenter(ports, rows));
    },
  );

  route(
    scope,
    {
      at: `GET ${base}/deliveries/:id`,
      action: 'deliveries.read',
      summary: 'Read a delivery with its attempts',
      params: IdParams,
      answer: Type.Object({ ...nouns.Delivery.properties, attempts: Type.Array(nouns.Attempt) }),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const which = { workspaceId, id: idOf(request.params.id) };
      const found = await store.read.findDelivery({ ...which, now: ports.now() });
      if (found === null) throw missing();
      const { delivery, attempts } = found;
      const present = await deliveryPresenter(ports, [delivery]);
      return { ...present(delivery), attempts: attempts.map(presentAttempt) };
    },
  );
}

/** For these deliveries of one workspace: with how the replies stand that they are of. */
export async function deliveryPresenter(ports: ApiPorts, rows: readonly Delivery[]) {
  const workspaceId = rows[0]?.workspaceId ?? 0;
  const messageIds = rows.flatMap(({ kind, messageId }) =>
    kind === 'reply' && messageId !== null ? [messageId] : [],
  );
  const states = await replyStates(ports, { workspaceId, messageIds });
  const now = ports.now();
  return (row: Delivery) => presentDelivery(row, { now, reply: states.get(row.messageId ?? 0) });
}

export function selectionOf({ state, conversationId, messageId, webhookId }: DeliveryQuery) {
  return {
    states: statesNamed(state),
    conversationId: idFilterOf(conversationId, 'conversationId'),
    messageId: idFilterOf(messageId, 'messageId'),
    webhookId: idFilterOf(webhookId, 'webhookId'),
  };
}

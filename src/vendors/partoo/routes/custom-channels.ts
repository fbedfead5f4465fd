import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../../../domain/refusal.ts';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PartooPrincipal } from '../auth.ts';
import { keyOf } from '../auth.ts';
import { Businesses } from '../businesses.ts';
import { toAcceptCommand } from '../inbound.ts';
import { findOutcome, outcomeAnswer, presentOutcome } from '../outcome.ts';
import { missing } from '../related.ts';
import type { IngestBody } from '../schemas.ts';
import { channelParams, ingestSchema, messageParams, outcomeQuery, success } from '../schemas.ts';
import { businessRefused, refusalOf } from '../refusals.ts';

type ChannelParams = { channelId: string };
type MessageParams = { channelId: string; messageId: string };

/** Ingest (docs/partoo.md#ingested-messages); and, ours, what became of it. */
export function customChannelRoutes(
  scope: FastifyInstance,
  base: string,
  ports: VendorPorts,
): void {
  ingestMessage(scope, base, ports);
  readOutcome(scope, base, ports);
}

/** The hot path: nothing here waits but for the store. */
function ingestMessage(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  const businesses = new Businesses(ports.store);

  scope.post<{ Params: ChannelParams; Body: IngestBody }>(
    `${base}/custom-channels/:channelId/messages`,
    {
      schema: {
        summary: 'Ingest message',
        description: 'Answered when the message is on disk.',
        params: channelParams(ports.limits),
        body: ingestSchema(ports.limits),
        response: { 200: success },
      },
      config: { action: 'messages.accept' },
    },
    async (request, reply) => {
      const key = keyOf(request);
      const channelId = request.params.channelId;
      const found = businesses.find(key.workspaceId, request.body.business_id);
      const businessId = typeof found === 'number' ? found : await found;
      if (businessId === null) throw await whyNot(ports, key, channelId);
      const { workspaceId, appId } = key;
      const context = { workspaceId, appId, channelId, businessId, receivedAt: ports.now() };
      const command = toAcceptCommand(request.body, context);
      const outcome = await ports.ingest.accept(command, request.bodyBytes, key.tokenId);
      if (outcome.kind !== 'accepted') throw refusalOf(outcome);
      announceAcceptance(request, reply, outcome.acceptance);
      return { status: 'success' };
    },
  );
}

function readOutcome(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  const config = { action: 'acceptances.read' } as const;
  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    which: { channelId: string; messageId: string },
  ) => {
    const outcome = await findOutcome(ports.store, keyOf(request), which);
    announceAcceptance(request, reply, outcome.acceptance);
    return presentOutcome(outcome);
  };

  scope.get<{ Params: MessageParams }>(
    `${base}/custom-channels/:channelId/messages/:messageId`,
    {
      schema: {
        summary: 'What became of an ingested message',
        description: 'Ours: the vendor has no such call. By the id that its sender gave it.',
        params: messageParams(ports.limits),
        response: { 200: outcomeAnswer },
      },
      config,
    },
    (request, reply) => answer(request, reply, request.params),
  );

  // Clients take the ids "." and ".." out of a path before they send it.
  scope.get<{ Params: ChannelParams; Querystring: { external_message_id: string } }>(
    `${base}/custom-channels/:channelId/messages`,
    {
      schema: {
        summary: 'What became of an ingested message, by an id that no path can hold',
        description: 'Ours, as the same by path. For ids such as "." and "..".',
        params: channelParams(ports.limits),
        querystring: outcomeQuery(ports.limits),
        response: { 200: outcomeAnswer },
      },
      config,
    },
    (request, reply) =>
      answer(request, reply, {
        channelId: request.params.channelId,
        messageId: request.query.external_message_id,
      }),
  );
}

/** An unknown channel goes before an unknown business: it stands in the path. */
async function whyNot(
  { store }: VendorPorts,
  { workspaceId, appId }: PartooPrincipal,
  externalId: string,
): Promise<Refusal> {
  const channel = await store.read.findChannel({ workspaceId, appId, externalId });
  return channel === null ? missing() : businessRefused();
}

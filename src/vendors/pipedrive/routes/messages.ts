import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../domain/refusal.ts';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import { principalOf } from '../../../http/request.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS, SCOPE } from '../capabilities.ts';
import { toAcceptCommand } from '../inbound.ts';
import { presentMessage } from '../present.ts';
import type { ReceiveMessageBody } from '../schemas.ts';
import { messageAnswer, receiveMessageSchema } from '../schemas.ts';

/** POST /channels/messages/receive: seed 000, facts 1.2. The hot path of the product. */
export function messageRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: ReceiveMessageBody }>(
    `${base}/channels/messages/receive`,
    {
      schema: {
        summary: 'Receive a message, or an update of one',
        body: receiveMessageSchema(ports.limits),
        response: { 200: messageAnswer(ports.limits) },
      },
      config: { cost: COSTS.receiveMessage, scope: SCOPE },
    },
    async (request, reply) => {
      const principal = principalOf(request) as PipedrivePrincipal;
      const command = toAcceptCommand(request.body, principal, ports.now());
      const outcome = await ports.ingest.accept(command, request.bodyBytes);
      if (outcome.kind === 'channel-missing') throw new Refusal('not-found', 'Channel not found.');
      announceAcceptance(request, reply, outcome.acceptance);
      return { success: true, data: presentMessage(request.body) };
    },
  );
}

import type { FastifyInstance } from 'fastify';
import { announceAcceptance } from '../../../http/acceptance-headers.ts';
import { principalOf } from '../../../http/request.ts';
import type { VendorPorts } from '../../vendor.ts';
import { receiveMessage } from '../actions.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS } from '../capabilities.ts';
import { presentMessage } from '../present.ts';
import type { ReceiveMessageBody } from '../schemas.ts';
import { messageAnswer, receiveMessageSchema } from '../schemas.ts';

/**
 * POST /channels/messages/receive (docs/pipedrive.md#received-messages). The hot path of the
 * product.
 */
export function messageRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: ReceiveMessageBody }>(
    `${base}/channels/messages/receive`,
    {
      schema: {
        summary: 'Receive a message, or an update of one',
        body: receiveMessageSchema(ports.limits),
        response: { 200: messageAnswer(ports.limits) },
      },
      config: { action: 'messages.accept', cost: COSTS.receiveMessage },
    },
    async (request, reply) => {
      const principal = principalOf(request) as PipedrivePrincipal;
      const acceptance = await receiveMessage(ports, principal, request.body, request.bodyBytes);
      announceAcceptance(request, reply, acceptance);
      return { success: true, data: presentMessage(request.body) };
    },
  );
}

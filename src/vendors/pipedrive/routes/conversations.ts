import type { FastifyInstance } from 'fastify';
import { principalOf } from '../../../http/request.ts';
import type { VendorPorts } from '../../vendor.ts';
import { deleteConversation } from '../actions.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS } from '../capabilities.ts';
import { conversationParamsSchema, deletedAnswer } from '../schemas.ts';

type Params = { channelId: string; conversationId: string };

/** DELETE /channels/{channel-id}/conversations/{conversation-id} (docs/pipedrive.md#channels). */
export function conversationRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.delete<{ Params: Params }>(
    `${base}/channels/:channelId/conversations/:conversationId`,
    {
      schema: {
        summary: 'Delete a conversation',
        params: conversationParamsSchema(ports.limits),
        response: { 200: deletedAnswer },
      },
      config: { action: 'conversations.delete', cost: COSTS.deleteConversation },
    },
    async (request) => {
      await deleteConversation(ports, principalOf(request) as PipedrivePrincipal, request.params);
      return { success: true };
    },
  );
}

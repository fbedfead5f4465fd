import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../domain/refusal.ts';
import { principalOf } from '../../../http/request.ts';
import { wellFormed } from '../../../lib/well-formed.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS, SCOPE } from '../capabilities.ts';
import { conversationParamsSchema, deletedAnswer } from '../schemas.ts';

type Params = { channelId: string; conversationId: string };

const MISSING = {
  'channel-missing': 'Channel not found.',
  'conversation-missing': 'Conversation not found.',
};

/** DELETE /channels/{channel-id}/conversations/{conversation-id}: seed 002, facts 1.4. */
export function conversationRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.delete<{ Params: Params }>(
    `${base}/channels/:channelId/conversations/:conversationId`,
    {
      schema: {
        summary: 'Delete a conversation',
        params: conversationParamsSchema(ports.limits),
        response: { 200: deletedAnswer },
      },
      config: { cost: COSTS.deleteConversation, scope: SCOPE },
    },
    async (request) => {
      const { workspaceId, appId, isOwner } = principalOf(request) as PipedrivePrincipal;
      if (!isOwner) throw new Refusal('forbidden', 'Only the app owner can delete conversations');
      const outcome = await ports.inbox.deleteConversation({
        workspaceId,
        appId,
        channelExternalId: wellFormed(request.params.channelId),
        externalId: wellFormed(request.params.conversationId),
      });
      if (outcome !== 'deleted') throw new Refusal('not-found', MISSING[outcome]);
      return { success: true };
    },
  );
}

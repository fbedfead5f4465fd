import type { FastifyInstance } from 'fastify';
import type { VendorPorts } from '../../vendor.ts';
import { keyOf } from '../auth.ts';
import { parseNumber } from '../ids.ts';
import { notFailed, retryRefusalOf } from '../refusals.ts';
import { findMessage } from '../related.ts';
import { idParams, success } from '../schemas.ts';

/** Sends a message again whose status is Failed (docs/partoo.md#objects-and-lists). */
export function retryRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Params: { id: string } }>(
    `${base}/messages/:id/retry`,
    {
      schema: {
        summary: 'Send a message again that has failed',
        params: idParams,
        response: { 200: success },
      },
      config: { action: 'messages.send' },
    },
    async (request) => {
      const key = keyOf(request);
      const { workspaceId } = key;
      const { message } = await findMessage(ports.store, key, parseNumber(request.params.id));
      if (message.status !== 'failed') throw notFailed();
      const { id: messageId } = message;
      const outcome = await ports.deadLetters.resendMessage({ workspaceId, messageId });
      if (outcome.kind !== 'resent') throw retryRefusalOf(outcome);
      return { status: 'success' };
    },
  );
}

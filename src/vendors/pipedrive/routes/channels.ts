import type { FastifyInstance } from 'fastify';
import { principalOf } from '../../../http/request.ts';
import type { VendorPorts } from '../../vendor.ts';
import { addChannel, deleteChannel } from '../actions.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS } from '../capabilities.ts';
import type { AddChannelBody } from '../schemas.ts';
import { addChannelSchema, channelAnswer, channelParamsSchema, deletedAnswer } from '../schemas.ts';

/** POST /channels and DELETE /channels/{id} (docs/pipedrive.md#channels). */
export function channelRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: AddChannelBody }>(
    `${base}/channels`,
    {
      schema: {
        summary: 'Add a channel',
        body: addChannelSchema(ports.limits),
        response: { 200: channelAnswer },
      },
      config: { action: 'channels.add', cost: COSTS.addChannel },
    },
    async (request) => {
      const principal = principalOf(request) as PipedrivePrincipal;
      return { success: true, data: await addChannel(ports, principal, request.body) };
    },
  );

  scope.delete<{ Params: { id: string } }>(
    `${base}/channels/:id`,
    {
      schema: {
        summary: 'Delete a channel with all that is in it',
        params: channelParamsSchema(ports.limits),
        response: { 200: deletedAnswer },
      },
      config: { action: 'channels.delete', cost: COSTS.deleteChannel },
    },
    async (request) => {
      await deleteChannel(ports, principalOf(request) as PipedrivePrincipal, request.params.id);
      return { success: true };
    },
  );
}

import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../domain/refusal.ts';
import { principalOf } from '../../../http/request.ts';
import { wellFormed } from '../../../lib/well-formed.ts';
import type { VendorPorts } from '../../vendor.ts';
import type { PipedrivePrincipal } from '../auth.ts';
import { COSTS, SCOPE } from '../capabilities.ts';
import { ADMIN_ONLY } from '../errors.ts';
import { makeChannelId } from '../ids.ts';
import type { ChannelAttributes } from '../present.ts';
import { presentChannel } from '../present.ts';
import type { AddChannelBody } from '../schemas.ts';
import { addChannelSchema, channelAnswer, channelParamsSchema, deletedAnswer } from '../schemas.ts';

/** POST /channels and DELETE /channels/{id}: seed 002, facts 1.1 and 1.3. */
export function channelRoutes(scope: FastifyInstance, base: string, ports: VendorPorts): void {
  scope.post<{ Body: AddChannelBody }>(
    `${base}/channels`,
    {
      schema: {
        summary: 'Add a channel',
        body: addChannelSchema(ports.limits),
        response: { 200: channelAnswer },
      },
      config: { cost: COSTS.addChannel, scope: SCOPE },
    },
    async (request) => {
      const principal = principalOf(request) as PipedrivePrincipal;
      if (principal.role !== 'admin') {
        throw new Refusal('forbidden', 'Only admins can register channels', { detail: ADMIN_ONLY });
      }
      const channel = await ports.inbox.addChannel(toChannel(request.body, principal));
      if (channel === null) {
        throw new Refusal(
          'conflict',
          'A channel with this provider_channel_id already exists. Delete it first or use another id.',
        );
      }
      const companyId = await ports.inbox.aliasOf(principal.workspaceId, 'pipedrive');
      return { success: true, data: presentChannel(channel, { ...principal, companyId }) };
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
      config: { cost: COSTS.deleteChannel, scope: SCOPE },
    },
    async (request) => {
      const { workspaceId, appId, isOwner } = principalOf(request) as PipedrivePrincipal;
      if (!isOwner) throw new Refusal('forbidden', 'Only the app owner can delete channels');
      const externalId = wellFormed(request.params.id);
      const isDeleted = await ports.inbox.deleteChannel({ workspaceId, appId, externalId });
      if (!isDeleted) throw new Refusal('not-found', 'Channel not found.');
      return { success: true };
    },
  );
}

function toChannel(body: AddChannelBody, principal: PipedrivePrincipal) {
  const attributes: ChannelAttributes = {
    id: makeChannelId(),
    providerType: body.provider_type ?? 'other',
    templateSupport: body.template_support ?? false,
  };
  return {
    workspaceId: principal.workspaceId,
    vendor: 'pipedrive',
    appId: principal.appId,
    externalId: wellFormed(body.provider_channel_id),
    name: wellFormed(body.name),
    avatarUrl: body.avatar_url === undefined ? null : wellFormed(body.avatar_url),
    attributes,
    userId: principal.userId,
  };
}

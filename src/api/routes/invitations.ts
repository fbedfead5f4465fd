import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { idOf, missing } from '../page.ts';
import { presentInvitation } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { IdParams, answers } from '../schemas/common.ts';

/** Links to a password of one's own that have been handed over, until they are used. */
export function invitationRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store, now } = ports;
  scope.get(
    `${base}/invitations`,
    {
      config: { action: 'users.write' },
      schema: {
        summary: 'List the links to a password that can still be used, oldest first',
        response: answers(Type.Object({ data: Type.Array(access.Invitation) })),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const invitations = await store.read.listInvitations({ workspaceId, now: now() });
      return { data: invitations.map(presentInvitation) };
    },
  );

  scope.delete<{ Params: { id: string } }>(
    `${base}/users/:id/welcome`,
    {
      config: { action: 'users.write' },
      schema: {
        summary: 'Withdraw the link to a password that was made for a person',
        description: 'It is worth nothing from then on. 404 where there is none to be used.',
        params: IdParams,
        response: answers(Type.Null({ description: 'Withdrawn.' }), 204),
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const userId = idOf(request.params.id);
      request.audited = { object: `user ${userId}`, details: { withdrew: 'link' } };
      if (!(await store.write.withdrawInvitation({ workspaceId, userId }))) throw missing();
      return reply.code(204).send();
    },
  );
}

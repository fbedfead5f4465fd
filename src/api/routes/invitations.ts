import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentInvitation } from '../present-access.ts';
import * as access from '../schemas/access.ts';
import { IdParams } from '../schemas/common.ts';

/** Links to a password of one's own that have been handed over, until they are used. */
export function invitationRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store, people, now } = ports;
  route(
    scope,
    {
      at: `GET ${base}/invitations`,
      action: 'users.write',
      summary: 'List the links to a password that can still be used, oldest first',
      answer: Type.Object({ data: Type.Array(access.Invitation) }),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const invitations = await store.read.listInvitations({ workspaceId, now: now() });
      return { data: invitations.map(presentInvitation) };
    },
  );

  route(
    scope,
    {
      at: `DELETE ${base}/users/:id/welcome`,
      action: 'users.write',
      summary: 'Withdraw the link to a password that was made for a person',
      description: 'It is worth nothing from then on. 404 where there is none to be used.',
      params: IdParams,
      answer: Type.Null({ description: 'Withdrawn.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const userId = idOf(request.params.id);
      request.audited = { object: `user ${userId}`, details: { withdrew: 'link' } };
      if (!(await people.withdraw({ workspaceId, userId }))) throw missing();
      return null;
    },
  );
}

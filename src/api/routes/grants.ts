import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { Grant } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import * as access from '../schemas/access.ts';
import { Id, IdParams, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';

type ListQuery = { limit: number; cursor?: string; appId?: string; userId?: string };

/** What people have let apps do here, through OAuth. For admins only. */
export function grantRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listGrants(scope, base, ports);
  revokeGrant(scope, base, ports);
}

function listGrants(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: ListQuery }>(
    `${base}/grants`,
    {
      config: { action: 'tokens.read' },
      schema: {
        summary: 'List what people have let apps do, newest first, revoked grants left out',
        querystring: Type.Object({
          ...pageQuery,
          appId: Type.Optional(Id),
          userId: Type.Optional(Id),
        }),
        response: answers(pageOfSchema(access.Grant)),
      },
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const { limit, cursor } = request.query;
      const [beforeId = null] = cursorOf(cursor, 1, 'cursor') ?? [];
      const appId = idFilterOf(request.query.appId, 'appId');
      const userId = idFilterOf(request.query.userId, 'userId');
      const page = { workspaceId, appId, userId, beforeId, limit: limit + 1 };
      return pageOf(await store.read.listGrants(page), limit, ({ id }) => [id], present);
    },
  );
}

function revokeGrant(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.delete<{ Params: { id: string } }>(
    `${base}/grants/:id`,
    {
      config: { action: 'tokens.write' },
      schema: {
        summary: 'Revoke a grant; its tokens are refused at once',
        params: IdParams,
        response: answers(Type.Null({ description: 'Revoked.' }), 204),
      },
    },
    async (request, reply) => {
      const { workspaceId } = principalOf(request);
      const id = idOf(request.params.id);
      request.audited = { object: `grant ${id}` };
      const isRevoked = await ports.store.write.revokeGrant({ workspaceId, id, now: ports.now() });
      ports.authenticator.forget();
      if (!isRevoked) throw missing();
      return reply.code(204).send();
    },
  );
}

function present({ id, appId, userId, scopes, audience, createdAt }: Grant) {
  return {
    id: String(id),
    appId: String(appId),
    userId: String(userId),
    scopes,
    audience,
    createdAt: new Date(createdAt).toISOString(),
  };
}

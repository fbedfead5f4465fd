import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { principalOf } from '../../http/request.ts';
import type { Grant } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import * as access from '../schemas/access.ts';
import { Id, IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';

/** What people have let apps do here, through OAuth. For admins only. */
export function grantRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listGrants(scope, base, ports);
  revokeGrant(scope, base, ports);
}

function listGrants(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/grants`,
      action: 'tokens.read',
      summary: 'List what people have let apps do, newest first, revoked grants left out',
      query: {
        ...pageQuery,
        appId: Type.Optional(Id),
        userId: Type.Optional(Id),
      },
      answer: pageOfSchema(access.Grant),
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
  route(
    scope,
    {
      at: `DELETE ${base}/grants/:id`,
      action: 'tokens.write',
      summary: 'Revoke a grant; its tokens are refused at once',
      params: IdParams,
      answer: Type.Null({ description: 'Revoked.' }),
      status: 204,
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const id = idOf(request.params.id);
      request.audited = { object: `grant ${id}` };
      const isRevoked = await ports.tokens.revokeGrant({ workspaceId, id });
      if (!isRevoked) throw missing();
      return null;
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

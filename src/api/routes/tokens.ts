import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { makerOf } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, idFilterOf, idOf, missing, pageOf } from '../page.ts';
import { presentToken } from '../present.ts';
import { Id, IdParams, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';
import { newTokenRoute } from './new-tokens.ts';
import { rotateTokenRoute } from './rotated-tokens.ts';

/** Tokens of the workspace: listed of every vendor, made of Inlet's own kind. For admins only. */
export function tokenRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listTokens(scope, base, ports);
  revokeToken(scope, base, ports);
  revokeOfApp(scope, base, ports);
  newTokenRoute(scope, base, ports);
  rotateTokenRoute(scope, base, ports);
}

function listTokens(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/tokens`,
      action: 'tokens.read',
      summary: 'List the tokens, oldest first, revoked ones included',
      query: pageQuery,
      answer: pageOfSchema(nouns.Token),
    },
    async (request) => {
      const principal = principalOf(request);
      const { limit, cursor } = request.query;
      const [afterId = 0] = cursorOf(cursor, 1, 'cursor') ?? [];
      const all = await store.read.listTokens({ workspaceId: principal.workspaceId });
      const rows = all.filter(({ id }) => id > afterId);
      return pageOf(rows, limit, ({ id }) => [id], presentToken);
    },
  );
}

function revokeToken(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `DELETE ${base}/tokens/:id`,
      action: 'tokens.write',
      summary: 'Revoke a token; it is refused at once, with all that it has made',
      description: 'Also what it was rotated into by itself, but for the token that asks.',
      params: IdParams,
      answer: Type.Null({ description: 'Revoked, now or before.' }),
      status: 204,
    },
    async (request) => {
      const principal = principalOf(request);
      const id = idOf(request.params.id);
      const { workspaceId } = principal;
      const exceptId = makerOf(principal);
      const ended = await ports.tokens.revoke({ workspaceId, id, exceptId });
      if (ended === null) throw missing();
      return null;
    },
  );
}

function revokeOfApp(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `DELETE ${base}/tokens`,
      action: 'tokens.write',
      summary: 'Revoke every token that an app has here, and what they came from',
      query: { appId: Id },
      answer: Type.Object({ revoked: Type.Integer() }),
    },
    async (request) => {
      const { workspaceId } = principalOf(request);
      const appId = idFilterOf(request.query.appId, 'appId') ?? 0;
      request.audited = { object: `tokens of app ${appId}` };
      const ended = await ports.tokens.revokeOfApp({ workspaceId, appId });
      return { revoked: ended.tokens };
    },
  );
}

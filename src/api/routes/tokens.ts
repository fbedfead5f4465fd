import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Principal } from '../../access/principal.ts';
import { SCOPES } from '../../access/rights.ts';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { NewToken } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { cursorOf, idOf, missing, pageOf, wrongField } from '../page.ts';
import { presentToken } from '../present.ts';
import { IdParams, Time, answers, pageOfSchema, pageQuery } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const Body = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 200 }),
    scopes: Type.Optional(
      Type.Array(Type.Enum(Object.keys(SCOPES)), { minItems: 1, maxItems: 10 }),
    ),
    expiresAt: Type.Optional(Time),
  },
  { additionalProperties: false },
);

type TokenBody = { label: string; scopes?: string[]; expiresAt?: string };
type ListQuery = { limit: number; cursor?: string };

/** Tokens of the workspace: listed of every vendor, made of Inlet's own kind. For admins only. */
export function tokenRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  listTokens(scope, base, ports);
  createToken(scope, base, ports);
  revokeToken(scope, base, ports);
}

function listTokens(scope: FastifyInstance, base: string, { store }: ApiPorts): void {
  scope.get<{ Querystring: ListQuery }>(
    `${base}/tokens`,
    {
      config: { action: 'tokens.read' },
      schema: {
        summary: 'List the tokens, oldest first, revoked ones included',
        querystring: Type.Object(pageQuery),
        response: answers(pageOfSchema(nouns.Token)),
      },
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

function createToken(scope: FastifyInstance, base: string, { store, now }: ApiPorts): void {
  scope.post<{ Body: TokenBody }>(
    `${base}/tokens`,
    {
      config: { action: 'tokens.write' },
      schema: {
        summary: 'Make a token with your own role',
        description: 'Its secret, `token`, is answered this once. Without expiresAt it lasts.',
        body: Body,
        response: answers(Type.Object({ ...nouns.Token.properties, token: Type.String() }), 201),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const token = makeToken('pat');
      const row = newToken(principal, request.body, token, now());
      const made = await store.write.createToken(row);
      if (made === null) throw new Refusal('conflict', 'The token is already there; try again.');
      const shown = presentToken({
        ...row,
        id: made.id,
        revokedAt: null,
        lastUsedAt: null,
      });
      return reply.code(201).send({ ...shown, token });
    },
  );
}

function revokeToken(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.delete<{ Params: { id: string } }>(
    `${base}/tokens/:id`,
    {
      config: { action: 'tokens.write' },
      schema: {
        summary: 'Revoke a token; it is refused at once',
        params: IdParams,
        response: answers(Type.Null({ description: 'Revoked, now or before.' }), 204),
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      const id = idOf(request.params.id);
      const { workspaceId } = principal;
      const isRevoked = await ports.store.write.revokeToken({ workspaceId, id, now: ports.now() });
      ports.authenticator.forget();
      if (!isRevoked) throw missing();
      return reply.code(204).send();
    },
  );
}

function newToken(
  principal: Principal,
  body: TokenBody,
  token: string,
  now: number,
): Required<NewToken> {
  const { label, scopes = principal.scopes, expiresAt } = body;
  const isMore = scopes.some((scope) => !principal.scopes.includes(scope));
  if (isMore) throw new Refusal('forbidden', 'A token cannot be given a scope that yours lacks.');
  return {
    workspaceId: principal.workspaceId,
    vendor: null,
    kind: 'inlet',
    hash: hashToken(token),
    lastFour: lastFour(token),
    label: wellFormed(label),
    userId: principal.userId,
    appId: null,
    scopes: JSON.stringify(scopes),
    createdAt: now,
    expiresAt: expiryOf(expiresAt, now),
    grantId: null,
    audience: null,
    allowedAddresses: null,
    disabledAt: null,
    roleLimit: null,
  };
}

function expiryOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (at > now) return at;
  throw wrongField('expiresAt', 'must be a time to come, such as 2099-12-31T00:00:00.000Z');
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { TokenRow } from '../../store/schema.ts';
import type { ApiPorts } from '../api-ports.ts';
import { requireRole } from '../auth.ts';
import { idOf, missing } from '../page.ts';
import { timeOrNull, timeText } from '../present.ts';
import { IdParams, pageOfSchema } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const Body = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 200 }),
    expiresAt: Type.Optional(Type.Integer({ description: 'Milliseconds UTC.' })),
  },
  { additionalProperties: false },
);

type NewToken = { label: string; expiresAt?: number };

export function tokenRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { store } = ports;

  scope.get(
    `${base}/tokens`,
    { schema: { summary: 'List the tokens', response: { 200: pageOfSchema(nouns.Token) } } },
    async (request) => {
      const { workspaceId, ...principal } = principalOf(request);
      requireRole({ workspaceId, ...principal }, 'admin');
      const tokens = await store.read.listTokens({ workspaceId });
      return { data: tokens.map(presentToken), nextCursor: null };
    },
  );

  scope.post<{ Body: NewToken }>(
    `${base}/tokens`,
    {
      schema: {
        summary: 'Make a token with your own role; its secret is answered this once',
        body: Body,
        response: { 201: Type.Object({ id: Type.String(), token: Type.String() }) },
      },
    },
    async (request, reply) => {
      const principal = principalOf(request);
      requireRole(principal, 'admin');
      const { label, expiresAt = null } = request.body;
      const token = makeToken('pat');
      const made = await store.write.createToken({
        workspaceId: principal.workspaceId,
        vendor: null,
        kind: 'inlet',
        hash: hashToken(token),
        lastFour: lastFour(token),
        label: wellFormed(label),
        userId: principal.userId,
        appId: null,
        scopes: '[]',
        createdAt: ports.now(),
        expiresAt,
      });
      if (made === null) throw new Refusal('conflict', 'The token is already there; try again.');
      return reply.code(201).send({ id: String(made.id), token });
    },
  );

  scope.delete<{ Params: { id: string } }>(
    `${base}/tokens/:id`,
    { schema: { summary: 'Revoke a token, at once', params: IdParams } },
    async (request, reply) => {
      const principal = principalOf(request);
      requireRole(principal, 'admin');
      const id = idOf(request.params.id);
      const { workspaceId } = principal;
      const isRevoked = await store.write.revokeToken({ workspaceId, id, now: ports.now() });
      ports.authenticator.forget();
      if (!isRevoked) throw missing();
      return reply.code(204).send();
    },
  );
}

function presentToken(token: TokenRow) {
  const { vendor, kind, label } = token;
  return {
    id: String(token.id),
    vendor,
    kind,
    label,
    lastFour: token.lastFour,
    scopes: JSON.parse(token.scopes) as string[],
    createdAt: timeText(token.createdAt),
    expiresAt: timeOrNull(token.expiresAt),
    revokedAt: timeOrNull(token.revokedAt),
    lastUsedAt: timeOrNull(token.lastUsedAt),
  };
}

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { isAddressOrRange } from '../../access/address-list.ts';
import type { Principal } from '../../access/principal.ts';
import { SCOPES } from '../../access/rights.ts';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { NewToken, Role } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { idOf, missing } from '../page.ts';
import { presentToken } from '../present.ts';
import { UserRole } from '../schemas/access.ts';
import { IdParams, Time, answers } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

const DAY_S = 86_400;
const LONGEST_OVERLAP_S = 30 * DAY_S;

const Body = Type.Object(
  {
    label: Type.String({ minLength: 1, maxLength: 200 }),
    role: Type.Optional(UserRole),
    scopes: Type.Optional(
      Type.Array(Type.Enum(Object.keys(SCOPES)), {
        minItems: 1,
        maxItems: 10,
        description: 'Left out: those of your own token.',
      }),
    ),
    allowedAddresses: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        minItems: 1,
        maxItems: 100,
        description: 'Addresses and ranges, such as 192.0.2.0/24. Left out: any.',
      }),
    ),
    expiresAt: Type.Optional(Time),
  },
  { additionalProperties: false },
);

type TokenBody = {
  label: string;
  role?: Role;
  scopes?: string[];
  allowedAddresses?: string[];
  expiresAt?: string;
};

const Made = Type.Object({ ...nouns.Token.properties, token: Type.String() });

/** Tokens of Inlet's own kind: made, and replaced without a gap. The secret is answered once. */
export function newTokenRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  createToken(scope, base, ports);
  rotateToken(scope, base, ports);
}

function createToken(scope: FastifyInstance, base: string, { store, now }: ApiPorts): void {
  scope.post<{ Body: TokenBody }>(
    `${base}/tokens`,
    {
      config: { action: 'tokens.write' },
      schema: {
        summary: 'Make a token that acts for you, with your role or a lesser one',
        description: 'Its secret, `token`, is answered this once. Without expiresAt it lasts.',
        body: Body,
        response: answers(Made, 201),
      },
    },
    async (request, reply) => {
      const token = makeToken('pat');
      const row = newToken(principalOf(request), request.body, token, now());
      const { label, roleLimit: role } = row;
      request.audited = { details: { label, role } };
      const made = await store.write.createToken(row);
      if (made === null) throw new Refusal('conflict', 'The token is already there; try again.');
      const shown = presentToken({ ...row, id: made.id, revokedAt: null, lastUsedAt: null });
      return reply.code(201).send({ ...shown, token });
    },
  );
}

function rotateToken(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  scope.post<{ Params: { id: string }; Body: { overlapSeconds?: number } }>(
    `${base}/tokens/:id/rotate`,
    {
      config: { action: 'tokens.write' },
      schema: {
        summary: "Replace one of Inlet's own tokens; the old one stays good for a while",
        description: 'A day unless said otherwise; 0 ends it at once.',
        params: IdParams,
        body: Type.Object(
          {
            overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: LONGEST_OVERLAP_S })),
          },
          { additionalProperties: false },
        ),
        response: answers(Made, 201),
      },
    },
    async (request, reply) => {
      const { overlapSeconds = DAY_S } = request.body;
      const id = idOf(request.params.id);
      const token = makeToken('pat');
      const now = ports.now();
      request.audited = { details: { overlapSeconds } };
      const row = await ports.store.write.rotateToken({
        ...{ workspaceId: principalOf(request).workspaceId, id, now },
        ...{ hash: hashToken(token), lastFour: lastFour(token) },
        oldEndsAt: now + overlapSeconds * 1_000,
      });
      ports.authenticator.forget();
      if (row === null) throw missing();
      return reply.code(201).send({ ...presentToken(row), token });
    },
  );
}

const RANKS = { viewer: 1, agent: 2, admin: 3 };

function newToken(
  principal: Principal,
  body: TokenBody,
  token: string,
  now: number,
): Required<NewToken> {
  const { label, role = principal.role, scopes = principal.scopes, expiresAt } = body;
  const isMore = scopes.some((scope) => !principal.scopes.includes(scope));
  if (isMore) throw new Refusal('forbidden', 'A token cannot be given a scope that yours lacks.');
  if (RANKS[role ?? 'viewer'] > RANKS[principal.role ?? 'viewer']) {
    throw new Refusal('forbidden', 'A token cannot be given a role above your own.');
  }
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
    allowedAddresses: addressesOf(body.allowedAddresses ?? principal.allowedAddresses),
    roleLimit: role,
    disabledAt: null,
  };
}

/** A token that is bound to addresses makes no token that is not. */
function addressesOf(list: readonly string[] | null): string | null {
  if (list === null) return null;
  const wrong = list.findIndex((entry) => !isAddressOrRange(entry));
  if (wrong === -1) return JSON.stringify(list);
  throw wrongField(
    `allowedAddresses[${wrong}]`,
    'must be an address or a range, such as 192.0.2.7 or 2001:db8::/32',
  );
}

function expiryOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const at = Date.parse(text);
  if (at > now) return at;
  throw wrongField('expiresAt', 'must be a time to come, such as 2099-12-31T00:00:00.000Z');
}

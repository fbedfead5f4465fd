import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Static } from 'typebox';
import { isAddressOrRange } from '../../access/address-list.ts';
import { refuseMore } from '../../access/offspring.ts';
import { makerOf, type Principal } from '../../access/principal.ts';
import { SCOPES } from '../../access/rights.ts';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { Refusal, wrongField } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { wellFormed } from '../../lib/well-formed.ts';
import type { NewToken } from '../../store/store.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { presentToken } from '../present.ts';
import { UserRole } from '../schemas/access.ts';
import { Time } from '../schemas/common.ts';
import * as nouns from '../schemas/nouns.ts';

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
        description:
          'Addresses and ranges, such as 192.0.2.0/24. Left out: those of your own token.',
      }),
    ),
    expiresAt: Type.Optional(Time),
  },
  { additionalProperties: false },
);

type TokenBody = Static<typeof Body>;

export const MadeToken = Type.Object({ ...nouns.Token.properties, token: Type.String() });

export const NOT_MADE =
  'The token is already there, or the one that was to make it has ended meanwhile; try again.';

/** Tokens of Inlet's own kind. The secret is answered once. */
export function newTokenRoute(
  scope: FastifyInstance,
  base: string,
  { tokens, now }: ApiPorts,
): void {
  route(
    scope,
    {
      at: `POST ${base}/tokens`,
      action: 'tokens.write',
      summary: 'Make a token that acts for you, with your role or a lesser one',
      description:
        'Its secret, `token`, is answered this once. Without expiresAt it lasts as long as yours.',
      body: Body,
      answer: MadeToken,
      status: 201,
    },
    async (request) => {
      const token = makeToken('pat');
      const row = newToken(principalOf(request), request.body, token, now());
      const { label, roleLimit: role } = row;
      request.audited = { details: { label, role } };
      const made = await tokens.create(row);
      if (made === null) throw new Refusal('conflict', NOT_MADE);
      const shown = presentToken({ ...row, id: made.id, revokedAt: null, lastUsedAt: null });
      return { ...shown, token };
    },
  );
}

/** Nothing of it is more than of the credential that asks for it. */
function newToken(
  principal: Principal,
  body: TokenBody,
  token: string,
  now: number,
): Required<NewToken> {
  const { label, role = principal.role, scopes = principal.scopes } = body;
  const { audience, grantId } = principal;
  const allowedAddresses = checkedAddresses(body.allowedAddresses) ?? principal.allowedAddresses;
  const expiresAt = expiryOf(body.expiresAt, now) ?? principal.expiresAt;
  refuseMore(principal, { scopes, role, expiresAt, allowedAddresses, audience });
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
    expiresAt,
    // What came from a grant or a token ends with it, however many tokens lie between.
    ...{ grantId, audience, sessionId: principal.loginId, makerId: makerOf(principal) },
    allowedAddresses: allowedAddresses === null ? null : JSON.stringify(allowedAddresses),
    roleLimit: role,
    disabledAt: null,
  };
}

function checkedAddresses(list: readonly string[] | undefined): readonly string[] | null {
  const wrong = list?.findIndex((entry) => !isAddressOrRange(entry)) ?? -1;
  if (wrong === -1) return list ?? null;
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

import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { refuseMore } from '../../access/offspring.ts';
import type { Principal } from '../../access/principal.ts';
import { lesserRole, makerOf } from '../../access/principal.ts';
import { hashToken, lastFour, makeToken } from '../../access/token-format.ts';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { idOf, missing } from '../page.ts';
import { presentToken } from '../present.ts';
import { IdParams } from '../schemas/common.ts';
import { MadeToken } from './new-tokens.ts';

const DAY_S = 86_400;
const LONGEST_OVERLAP_S = 30 * DAY_S;

/** One of Inlet's own tokens in the place of another, without a gap. The secret is answered once. */
export function rotateTokenRoute(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `POST ${base}/tokens/:id/rotate`,
      action: 'tokens.rotate',
      summary: "Replace one of Inlet's own tokens; the old one stays good for a while",
      description:
        'For whose token it is, or a logged-in admin. A day unless said otherwise; 0 ends it at once. What the old one made ends with it.',
      params: IdParams,
      body: Type.Object(
        {
          overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: LONGEST_OVERLAP_S })),
        },
        { additionalProperties: false },
      ),
      answer: MadeToken,
      status: 201,
    },
    async (request) => {
      const { overlapSeconds = DAY_S } = request.body;
      const id = idOf(request.params.id);
      const token = makeToken('pat');
      request.audited = { details: { overlapSeconds } };
      const principal = principalOf(request);
      await requireRight(ports, principal, id);
      const row = await ports.tokens.rotate({
        ...{ workspaceId: principal.workspaceId, id },
        ...{ sessionId: principal.loginId, makerId: makerOf(principal) },
        latestEnd: principal.expiresAt,
        ...{ hash: hashToken(token), lastFour: lastFour(token) },
        overlapMs: overlapSeconds * 1_000,
      });
      if (row === null) throw missing();
      return { ...presentToken(row), token };
    },
  );
}

/** Whoever rotates a token has it: so it is theirs, and no more than they came with. */
async function requireRight({ store }: ApiPorts, principal: Principal, id: number): Promise<void> {
  const { workspaceId } = principal;
  const token = await store.read.findToken({ workspaceId, id });
  if (token === null || token.vendor !== null || token.grantId !== null) throw missing();
  const { userId, roleLimit, expiresAt, audience, allowedAddresses } = token;
  const isOwn = userId !== null && userId === principal.userId;
  if (!isOwn && (principal.session === null || principal.role !== 'admin')) {
    throw new Refusal('forbidden', 'Only whose token it is rotates it, or a logged-in admin.');
  }
  const owner = await store.read.findMember({ workspaceId, userId: userId ?? 0 });
  refuseMore(principal, {
    ...{ expiresAt, audience },
    scopes: JSON.parse(token.scopes) as string[],
    role: lesserRole(owner?.role ?? null, roleLimit),
    allowedAddresses: allowedAddresses === null ? null : (JSON.parse(allowedAddresses) as string[]),
  });
}

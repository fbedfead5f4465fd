import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../../domain/refusal.ts';
import { principalOf } from '../../../http/request.ts';
import type { VendorPorts } from '../../vendor.ts';
import { presentMe } from '../present.ts';
import { meAnswer } from '../schemas.ts';

/** GET /users/me: what apps ask right after they got a token (docs/pipedrive.md#tokens). */
export function userRoutes(
  scope: FastifyInstance,
  base: string,
  { inbox, store }: VendorPorts,
): void {
  scope.get(
    `${base}/users/me`,
    {
      schema: { summary: 'Who the token acts for', response: { 200: meAnswer } },
      config: { action: 'users.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const { workspaceId, userId } = principal;
      const user = userId === null ? null : await store.read.findMember({ workspaceId, userId });
      if (user === null) throw new Refusal('not-found', 'The token acts for nobody.');
      const companyId = await inbox.aliasOf(workspaceId, 'pipedrive');
      return { success: true, data: presentMe(user, principal, Number(companyId ?? 0)) };
    },
  );
}

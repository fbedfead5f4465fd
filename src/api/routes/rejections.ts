import type { FastifyInstance } from 'fastify';
import { OPERATOR } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { route } from '../route.ts';
import { cursorOf, pageOf } from '../page.ts';
import { presentRejection } from '../present.ts';
import { pageOfSchema, pageQuery } from '../schemas/common.ts';
import { Rejection } from '../schemas/nouns.ts';

export function rejectionRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  route(
    scope,
    {
      at: `GET ${base}/rejections`,
      action: 'rejections.read',
      summary: 'The last 1,000 refused vendor requests, newest first',
      description:
        'With the reason of each and its body, redacted. A token with the scope `operator` also ' +
        'sees those that no credential could be laid to.',
      query: pageQuery,
      answer: pageOfSchema(Rejection),
    },
    async (request) => {
      const { workspaceId, scopes } = principalOf(request);
      const { limit, cursor } = request.query;
      // What was refused a moment ago is to be seen now.
      await ports.rejections.settled();
      const rows = await ports.store.read.listRejections({
        workspaceIds: scopes.includes(OPERATOR) ? [workspaceId, 0] : [workspaceId],
        beforeId: cursorOf(cursor, 1, 'cursor')?.[0] ?? null,
        limit: limit + 1,
      });
      return pageOf(rows, limit, (row) => [row.id], presentRejection);
    },
  );
}

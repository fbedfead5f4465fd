import type { FastifyInstance } from 'fastify';
import { PassThrough } from 'node:stream';
import { OPERATOR } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { tokenOf } from '../auth.ts';

/** What a slow reader may leave lying, in bytes, before lines are left out for it. */
const MOST_BUFFERED = 1 << 20;
/** A revoked token reads no longer than this. */
const RECHECK_MS = 1_000;

/** A stream of JSON lines that lasts until the reader leaves or the server closes. */
export function tailRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { feed, authenticator } = ports;
  const streams = new Set<PassThrough>();
  scope.get(
    `${base}/tail`,
    {
      config: { action: 'exchanges.watch' },
      schema: {
        summary: 'Watch requests, verdicts and refusals live, as JSON lines',
        description: 'Of your workspace; with the scope `operator` also those of none.',
      },
    },
    (request, reply) => {
      const { workspaceId, scopes } = principalOf(request);
      const seesUnattributed = scopes.includes(OPERATOR);
      const token = tokenOf(request);
      const stream = new PassThrough();
      const unwatch = feed.watch(({ workspaceId: of, ...line }) => {
        const isSeen = of === workspaceId || (of === null && seesUnattributed);
        if (isSeen && stream.writableLength <= MOST_BUFFERED) {
          stream.write(`${JSON.stringify(line)}\n`);
        }
      });
      const endIfRevoked = async () => {
        const { kind } = await authenticator.authenticate(token);
        if (kind !== 'valid') stream.end();
      };
      const recheck = setInterval(() => {
        endIfRevoked().catch(() => stream.end());
      }, RECHECK_MS);
      streams.add(stream);
      stream.once('close', () => {
        unwatch();
        clearInterval(recheck);
        streams.delete(stream);
      });
      // The reader learns at once that it is connected.
      stream.write('\n');
      return reply.type('application/x-ndjson').send(stream);
    },
  );
  scope.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
}

import type { FastifyInstance } from 'fastify';
import { PassThrough } from 'node:stream';
import { OPERATOR } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';

/** What a slow reader may leave lying, in bytes, before lines are left out for it. */
const MOST_BUFFERED = 1 << 20;

/** A stream of JSON lines that lasts until the reader leaves or the server closes. */
export function tailRoutes(scope: FastifyInstance, base: string, { feed }: ApiPorts): void {
  const streams = new Set<PassThrough>();
  scope.get(
    `${base}/tail`,
    {
      schema: {
        summary: 'Watch requests, verdicts and refusals live, as JSON lines',
        description: 'Of your workspace; with the scope `operator` also those of none.',
      },
    },
    (request, reply) => {
      const { workspaceId, scopes } = principalOf(request);
      const seesUnattributed = scopes.includes(OPERATOR);
      const stream = new PassThrough();
      const end = feed.watch(({ workspaceId: of, ...line }) => {
        const isSeen = of === workspaceId || (of === null && seesUnattributed);
        if (!isSeen || stream.writableLength > MOST_BUFFERED) return;
        stream.write(`${JSON.stringify(line)}\n`);
      });
      streams.add(stream);
      request.raw.once('close', () => {
        end();
        streams.delete(stream);
        stream.end();
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

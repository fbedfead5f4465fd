import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import Type from 'typebox';
import { OPERATOR } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { heartbeat } from '../../lib/heartbeat.ts';
import { createAuth } from '../auth.ts';
import { route } from '../route.ts';

/** What a slow reader may leave lying, in bytes, before lines are left out for it. */
const MOST_BUFFERED = 1 << 20;
/** A revoked token reads no longer than this. */
const RECHECK_MS = 1_000;
/** An empty line after this much silence, so that neither end nor a proxy takes the stream for dead. */
const SILENCE_MS = 15_000;

/** A stream of JSON lines that lasts until the reader leaves or the server closes. */
export function tailRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { feed } = ports;
  const authenticate = createAuth(ports, base);
  const authenticateAgain = async (request: FastifyRequest) => authenticate(request);
  const streams = new Set<PassThrough>();
  route(
    scope,
    {
      at: `GET ${base}/tail`,
      action: 'exchanges.watch',
      summary: 'Watch requests, verdicts, refusals and callbacks live, as JSON lines',
      description:
        'A line is a `request`, or a `callback`: a call of Inlet to a connector or a webhook. ' +
        'Of your workspace; with the scope `operator` also those of none. An empty line is a sign of life.',
      // A stream is sent as it is: the type stands here for the document alone.
      answer: Type.Any({ description: 'One request or callback a line.' }),
    },
    (request, reply) => {
      const { workspaceId, scopes } = principalOf(request);
      const seesUnattributed = scopes.includes(OPERATOR);
      const stream = new PassThrough();
      const beats = heartbeat(stream, '\n', SILENCE_MS);
      const unwatch = feed.watch({
        sees: (of) =>
          (of === workspaceId || (of === null && seesUnattributed)) &&
          stream.writableLength <= MOST_BUFFERED,
        tell({ workspaceId: _, ...line }) {
          stream.write(`${JSON.stringify(line)}\n`);
          beats.defer();
        },
      });
      const recheck = setInterval(() => {
        // Throws where the token or session is no longer good.
        authenticateAgain(request).catch(() => stream.end());
      }, RECHECK_MS);
      streams.add(stream);
      stream.once('close', () => {
        unwatch();
        clearInterval(recheck);
        streams.delete(stream);
      });
      // The reader learns at once that it is connected.
      stream.write('\n');
      void reply.type('application/x-ndjson');
      return stream;
    },
  );
  scope.addHook('preClose', (done) => {
    for (const stream of streams) stream.end();
    done();
  });
}

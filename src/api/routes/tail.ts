import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { OPERATOR } from '../../access/principal.ts';
import { principalOf } from '../../http/request.ts';
import type { ApiPorts } from '../api-ports.ts';
import { createAuth } from '../auth.ts';
import { route } from '../route.ts';

/** A stream of JSON lines that lasts until the reader leaves or the server closes. */
export function tailRoutes(scope: FastifyInstance, base: string, ports: ApiPorts): void {
  const { feed, streams } = ports;
  const authenticate = createAuth(ports, base);
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
      const { workspaceId, scopes, expiresAt } = principalOf(request);
      const seesUnattributed = scopes.includes(OPERATOR);
      // Throws where the token or session is no longer good.
      const check = async () => authenticate(request);
      const stream = streams.open({ beat: '\n', check, expiresAt });
      const unwatch = feed.watch({
        sees: (of) => (of === workspaceId || (of === null && seesUnattributed)) && !stream.isFull,
        tell({ workspaceId: _, ...line }) {
          stream.write(`${JSON.stringify(line)}\n`);
        },
      });
      stream.whenClosed(unwatch);
      // The reader learns at once that it is connected.
      stream.write('\n');
      void reply.type('application/x-ndjson');
      return stream.body;
    },
  );
  scope.addHook('preClose', (done) => {
    streams.endAll();
    done();
  });
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ExchangeFeed } from '../observability/exchange-feed.ts';
import { RefusalLines } from '../observability/refusal-lines.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Face } from './face.ts';
import { faceOf } from './face.ts';
import { pathOf } from './request.ts';

type Options = { faces: readonly Face[]; feed: ExchangeFeed; metrics: Metrics };

/** Counts every answer, and tells those who watch (`inlet tail`) and the debug log about it. */
export function observeExchanges(app: FastifyInstance, { faces, feed, metrics }: Options): void {
  const refusals = new RefusalLines();
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered(reply.statusCode, reply.elapsedTime);
    if (request.verdict !== null) metrics.accepted(request.verdict.verdict);
    if (feed.isWatched) {
      const workspaceId = request.principal?.workspaceId ?? null;
      feed.answered(workspaceId, () => exchangeOf(request, reply.statusCode, reply.elapsedTime));
    }
    if (reply.statusCode >= 400 && request.log.level !== 'silent') {
      const make = () => ({
        requestId: request.id,
        ...exchangeOf(request, reply.statusCode, reply.elapsedTime),
      });
      refusals.write(request.log, make, performance.now());
    }
    if (request.log.level === 'debug' || request.log.level === 'trace') {
      const {
        at: _,
        kind: _kind,
        ...exchange
      } = exchangeOf(request, reply.statusCode, reply.elapsedTime);
      request.log.debug(exchange, 'answered');
    }
    done();
  });

  function exchangeOf(request: FastifyRequest, status: number, elapsedMs: number) {
    return {
      kind: 'request' as const,
      at: new Date().toISOString(),
      workspaceId: request.principal?.workspaceId ?? null,
      vendor: faceOf(faces, pathOf(request))?.name ?? null,
      method: request.method,
      path: pathOf(request),
      status,
      verdict: request.verdict?.verdict ?? null,
      acceptanceId: request.verdict === null ? null : String(request.verdict.acceptanceId),
      ...(request.hint === null ? {} : { hint: request.hint }),
      reason: request.refusal?.explanation ?? null,
      durationMs: Math.round(elapsedMs * 100) / 100,
    };
  }
}

import type { FastifyInstance } from 'fastify';
import { VERSION } from '../lib/version.ts';
import type { Metrics } from '../observability/metrics.ts';
import { namesHtml } from './request.ts';

export type Health = {
  metrics: Metrics;
  /** Why the server should get no traffic now; null when it should. */
  notReady: () => string | null;
  /** What the operator should know though it serves; null: nothing. */
  notice: string | null;
  /** The paths below which connectors are served. */
  prefixes: readonly string[];
  /** The path that people are led to. */
  home: string;
};

/** What an operator's tools ask, and what runs here. None needs a credential. */
export function systemRoutes(app: FastifyInstance, health: Health): void {
  const config = { isPublic: true };
  const prompt = { config: { ...config, isPrompt: true as const } };
  app.get('/healthz', prompt, () => ({ status: 'ok' }));
  app.get('/readyz', prompt, (_request, reply) => {
    const reason = health.notReady();
    const { notice } = health;
    if (reason === null) return { status: 'ready', ...(notice === null ? {} : { notice }) };
    return reply.code(503).send({ status: 'not ready', reason });
  });
  app.get('/metrics', { config }, async (_request, reply) => {
    void reply.header('content-type', health.metrics.contentType);
    return reply.serializer(String).send(await health.metrics.text());
  });
  // People go to the inbox; programs are told what is here.
  app.get('/', { config }, (request, reply) => {
    void reply.header('vary', 'accept');
    if (namesHtml(request)) return reply.redirect(health.home, 302);
    return {
      ...{ name: 'Inlet', version: VERSION, docs: '/docs', inbox: '/inbox' },
      api: { path: '/inlet/v1', description: '/inlet/v1/openapi.json' },
      prefixes: health.prefixes,
    };
  });
}

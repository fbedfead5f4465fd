import type { FastifyInstance } from 'fastify';
import { PAGE_HEADERS, PAGE_STYLE } from './page-style.ts';
import type { Metrics } from '../observability/metrics.ts';

export type Health = {
  metrics: Metrics;
  /** Why the server should get no traffic now; null when it should. */
  notReady: () => string | null;
  /** The paths below which connectors are served. */
  prefixes: readonly string[];
};

/** What an operator's tools ask, and the page that says what runs here. None needs a credential. */
export function systemRoutes(app: FastifyInstance, health: Health): void {
  const config = { isPublic: true };
  app.get('/healthz', { config }, () => ({ status: 'ok' }));
  app.get('/readyz', { config }, (_request, reply) => {
    const reason = health.notReady();
    if (reason === null) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reason });
  });
  app.get('/metrics', { config }, async (_request, reply) => {
    void reply.header('content-type', health.metrics.registry.contentType);
    return reply.serializer(String).send(await health.metrics.registry.metrics());
  });
  app.get('/', { config }, (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers(PAGE_HEADERS)
      .serializer(String)
      .send(frontPage(health)),
  );
}

function frontPage(health: Health): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inlet</title>
<style>${PAGE_STYLE}</style>
<h1>Inlet is running</h1>
<p>A self-hosted inbox that messaging connectors post into. This address is for programs:
point a connector's base URL at it.</p>
<dl>
  <dt>For connectors</dt>
  <dd>${health.prefixes.map((prefix) => `<code>${prefix}</code>`).join(', ')}</dd>
  <dt>Inlet's own API</dt>
  <dd><code>/inlet/v1</code>, described at <a href="/docs">/docs</a>
    and in <a href="/inlet/v1/openapi.json">/inlet/v1/openapi.json</a></dd>
  <dt>Health</dt>
  <dd><a href="/healthz">/healthz</a>, <a href="/readyz">/readyz</a>,
    <a href="/metrics">/metrics</a></dd>
  <dt>Credentials to start with</dt>
  <dd>printed once by <code>npm start</code>; <code>npx inlet sandbox</code> shows them again</dd>
</dl>
</html>
`;
}

import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { docsPage } from './docs-page.ts';

export const OPENAPI_PATH = '/inlet/v1/openapi.json';
export const DOCS_PATH = '/docs';

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

/** Must be registered before the routes, which it watches. */
export function describeRoutes(app: FastifyInstance): void {
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Inlet',
        version,
        description: "Inlet's own API, and every vendor route that this server serves.",
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          apiToken: { type: 'apiKey', in: 'header', name: 'x-api-token' },
        },
      },
      security: [{ bearer: [] }, { apiToken: [] }],
    },
    // Public system routes carry no schema; they are in the document all the same.
    exposeHeadRoutes: false,
  });
}

/** The document for programs, and a page of it for people; nothing of it is fetched elsewhere. */
export function documentRoutes(app: FastifyInstance): void {
  const config = { isPublic: true };
  app.get(OPENAPI_PATH, { config, schema: { hide: true } }, () => app.swagger());
  app.get(DOCS_PATH, { config, schema: { hide: true } }, (_request, reply) => {
    const page = docsPage(app.swagger() as Parameters<typeof docsPage>[0], OPENAPI_PATH);
    return reply
      .type('text/html; charset=utf-8')
      .headers(page.headers)
      .serializer(String)
      .send(page.html);
  });
}

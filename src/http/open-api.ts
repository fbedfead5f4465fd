import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify';
import { VERSION } from '../lib/version.ts';
import { docsPage } from './docs-page.ts';
import type { Face } from './face.ts';
import { faceOf } from './face.ts';

const OPENAPI_PATH = '/inlet/v1/openapi.json';
const DOCS_PATH = '/docs';

/** Must be registered before the routes, which it watches. */
export function describeRoutes(app: FastifyInstance, faces: readonly Face[]): void {
  const keys = faces.flatMap(({ credentialHeader }) => credentialHeader ?? []);
  void app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Inlet',
        version: VERSION,
        description: "Inlet's own API, and every vendor route that this server serves.",
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          ...Object.fromEntries(keys.map(({ scheme, name }) => [scheme, apiKeyIn(name)])),
        },
      },
      security: [{ bearer: [] }, ...keys.map(({ scheme }) => ({ [scheme]: [] }))],
    },
    exposeHeadRoutes: false,
    transform({ schema, url, route }) {
      return { schema: described(schema, url, route), url };
    },
  });

  function described(schema: FastifySchema, url: string, route: RouteOptions): FastifySchema {
    const tag = faceOf(faces, url)?.name ?? 'server';
    const isPublic = route.config?.isPublic === true;
    return { tags: [tag], ...(isPublic ? { security: [] } : {}), ...schema };
  }
}

const apiKeyIn = (name: string) => ({ type: 'apiKey' as const, in: 'header' as const, name });

/** The document for programs, and a page of it for people; nothing of it is fetched elsewhere. */
export function documentRoutes(app: FastifyInstance): void {
  const config = { isPublic: true };
  const about = (summary: string) => ({ config, schema: { summary } });
  // Made once: each takes as long as hundreds of messages.
  const document = once(() => Buffer.from(JSON.stringify(app.swagger())));
  const page = once(() => {
    const { html, headers } = docsPage(
      app.swagger() as Parameters<typeof docsPage>[0],
      OPENAPI_PATH,
    );
    return { html: Buffer.from(html), headers };
  });
  app.get(OPENAPI_PATH, about('This document'), (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document()),
  );
  app.get(DOCS_PATH, about('This document as a page'), (_request, reply) =>
    reply.type('text/html; charset=utf-8').headers(page().headers).send(page().html),
  );
}

function once<Made>(make: () => Made): () => Made {
  let made: { value: Made } | undefined;
  return () => (made ??= { value: make() }).value;
}

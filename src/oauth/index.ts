import type { FastifyRequest } from 'fastify';
import type { OAuthCode } from '../access/oauth/fault.ts';
import type { RefusalCode } from '../domain/refusal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Answer, Face } from '../http/face.ts';
import type { KnownNames } from '../http/known-names.ts';
import { pathOf } from '../http/request.ts';
import { authorizeRoutes } from './authorize-routes.ts';
import { ClientDescriptions } from './client-descriptions.ts';
import { createDialects } from './dialects.ts';
import { METADATA_PATH, metadataRoutes } from './metadata-routes.ts';
import { OAuthRefusal } from './oauth-refusal.ts';
import type { OAuthFacePorts } from './ports.ts';
import { tokenRoutes } from './token-routes.ts';

/**
 * The OAuth server: one set of paths for every world of apps, told apart by the app. What an app's
 * world calls things is its dialect's; docs/oauth.md has the flows.
 */
export function oauthFace(facePorts: OAuthFacePorts): Face {
  const dialects = createDialects(facePorts.vendorDialects);
  const ports = { ...facePorts, dialects };
  const paths = dialects.all.flatMap(({ authorizePaths }) => authorizePaths);
  return {
    name: 'oauth',
    prefixes: ['/oauth', METADATA_PATH, ...new Set(paths)],
    keepsRejections: true,
    isOpen: true,
    rights: { table: {} },
    authenticate() {
      throw new Refusal('internal', 'The OAuth server asks for no credential before a route.');
    },
    present: presentRefusal,
    readerOf: (request) => readerOf(ports.names, request),
    routes(scope) {
      tokenRoutes(scope, ports);
      metadataRoutes(scope, ports);
      authorizeRoutes(scope, { ...ports, descriptions: new ClientDescriptions(ports) });
    },
  };
}

/** The page on which a person agrees stays for that person alone. */
function readerOf(names: KnownNames, request: FastifyRequest): string | null {
  const path = pathOf(request);
  if (path.startsWith(METADATA_PATH)) return '*';
  const isForPrograms = /^\/oauth\/(token|revoke)\/?$/.test(path);
  return isForPrograms && names.hasOrigin(request) ? (request.headers.origin ?? null) : null;
}

/** Where no app is known whose world's words it could be put in: RFC 6749's. */
function presentRefusal(refusal: Refusal): Answer {
  if (refusal instanceof OAuthRefusal) return refusal.answer;
  const { status, error } = PLAIN[refusal.code] ?? { status: 400, error: 'invalid_request' };
  return { status, body: { error, error_description: refusal.message } };
}

type Plain = { status: number; error: OAuthCode | 'server_error' | 'temporarily_unavailable' };

const PLAIN: Partial<Record<RefusalCode, Plain>> = {
  'not-found': { status: 404, error: 'invalid_request' },
  'method-not-allowed': { status: 405, error: 'invalid_request' },
  'payload-too-large': { status: 413, error: 'invalid_request' },
  'unsupported-media-type': { status: 415, error: 'invalid_request' },
  unavailable: { status: 503, error: 'temporarily_unavailable' },
  internal: { status: 500, error: 'server_error' },
};

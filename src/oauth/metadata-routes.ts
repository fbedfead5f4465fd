import type { FastifyInstance } from 'fastify';
import { OWN_SCOPES } from '../access/oauth/own-scopes.ts';
import { knownOrigin } from '../http/known-origin.ts';
import type { RoutePorts } from './ports.ts';

export const METADATA_PATH = '/.well-known/oauth-authorization-server';

/** Where clients learn of Inlet's own flow (RFC 8414). */
export function metadataRoutes(scope: FastifyInstance, { address }: RoutePorts): void {
  const about = { config: { isPublic: true }, schema: { summary: "Inlet's own OAuth server" } };
  scope.get(METADATA_PATH, about, (request) => {
    const issuer = knownOrigin(address, request);
    return {
      issuer,
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      scopes_supported: OWN_SCOPES,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: CLIENT_METHODS,
      revocation_endpoint_auth_methods_supported: CLIENT_METHODS,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    };
  });
}

const CLIENT_METHODS = ['none', 'client_secret_basic', 'client_secret_post'];

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Scope } from '../access/rights.ts';
import type { Refusal, RefusalCode } from '../domain/refusal.ts';
import type { Answer } from '../http/face.ts';

/** Of RFC 9728; clients look below it for the path of the resource. */
export const METADATA_PATH = '/.well-known/oauth-protected-resource';

/** The server's address as this client reaches it. */
export type OriginOf = (request: FastifyRequest) => string;

/** The scopes of the table of rights that tools ask for. */
const SCOPES = ['inbox:read', 'inbox:write', 'channels:write'] satisfies Scope[];

/** Says to clients of OAuth where tokens for /mcp come from. */
export function metadataRoutes(scope: FastifyInstance, path: string, originOf: OriginOf): void {
  for (const url of [METADATA_PATH, `${METADATA_PATH}${path}`]) {
    scope.get(
      url,
      {
        schema: { summary: 'Where tokens for the MCP endpoint come from (RFC 9728)' },
        config: { isPublic: true },
      },
      (request) => {
        const origin = originOf(request);
        return {
          resource: `${origin}${path}`,
          authorization_servers: [origin],
          scopes_supported: SCOPES,
          bearer_methods_supported: ['header'],
          resource_name: 'Inlet',
        };
      },
    );
  }
}

/** The codes of JSON-RPC for what the protocol's library never sees. */
const CODES: Partial<Record<RefusalCode, number>> = {
  malformed: -32_700,
  unavailable: -32_603,
  internal: -32_603,
};
const INVALID_REQUEST = -32_600;

const STATUS: Record<RefusalCode, number> = {
  unauthenticated: 401,
  'rate-limited': 429,
  'scope-missing': 403,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  malformed: 400,
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

/** Refusals before the protocol begins: challenges as OAuth has them, the rest as JSON-RPC. */
export function createPresenter(path: string, originOf: OriginOf) {
  return function present(refusal: Refusal, request: FastifyRequest | null): Answer {
    const status = STATUS[refusal.code];
    const metadata = request === null ? null : `${originOf(request)}${METADATA_PATH}${path}`;
    if (refusal.code === 'unauthenticated') {
      const error = request?.headers.authorization === undefined ? null : 'invalid_token';
      return challenge(status, error, refusal.message, SCOPES.join(' '), metadata);
    }
    if (refusal.code === 'scope-missing') {
      const scope = refusal.detail ?? SCOPES.join(' ');
      return challenge(status, 'insufficient_scope', refusal.message, scope, metadata);
    }
    const code = CODES[refusal.code] ?? INVALID_REQUEST;
    const message = refusal.explanation;
    return { status, body: { jsonrpc: '2.0', id: null, error: { code, message } } };
  };
}

function challenge(
  status: number,
  error: string | null,
  description: string,
  scope: string,
  metadata: string | null,
): Answer {
  const parts = [
    ...(error === null ? [] : [`error="${error}"`, `error_description="${quoted(description)}"`]),
    `scope="${scope}"`,
    ...(metadata === null ? [] : [`resource_metadata="${metadata}"`]),
  ];
  return {
    status,
    headers: { 'www-authenticate': `Bearer ${parts.join(', ')}` },
    body: { error: error ?? 'invalid_request', error_description: description },
  };
}

/** What RFC 6750 allows within the quotes. */
function quoted(text: string): string {
  return text.replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'");
}

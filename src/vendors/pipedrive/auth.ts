import type { Authentication } from '../../access/authenticator.ts';
import type { Principal } from '../../access/principal.ts';
import { RateLimiter } from '../../access/rate-limiter.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AnswerHeaders, Asked } from '../../http/asked.ts';
import { bearerToken } from '../../http/request.ts';
import type { VendorPorts } from '../vendor.ts';
import { CREDENTIAL_HEADER } from './capabilities.ts';
import { MALFORMED_AUTHORIZATION } from './errors.ts';
import { limitRate } from './rate-limit.ts';

/** A principal that can act on channels: it belongs to an app of this vendor. */
export type PipedrivePrincipal = Principal & { appId: number };

/**
 * Credentials (docs/pipedrive.md#tokens): `x-api-token`, `?api_token=`, or a Bearer access token.
 * The API token wins when both come, and a bad one is refused even beside a good Bearer. Then the
 * rate limit of the workspace.
 */
export function createAuth({
  authenticator,
  now,
  steady,
}: Pick<VendorPorts, 'authenticator' | 'now' | 'steady'>) {
  const limiter = new RateLimiter();

  return function authenticate(
    request: Asked,
    reply: AnswerHeaders,
  ): Principal | Promise<Principal> {
    const found = authenticator.authenticate(tokenOf(request), request);
    if (found instanceof Promise) return found.then((late) => admit(late, request, reply));
    return admit(found, request, reply);
  };

  function admit(found: Authentication, request: Asked, reply: AnswerHeaders): Principal {
    if (found.kind === 'dead') {
      request.deadWorkspaceId = found.workspaceId;
      throw new Refusal('unauthenticated', `The token is ${found.reason}.`);
    }
    if (found.kind === 'unknown' || !isAcceptable(found.principal, request)) {
      throw new Refusal('unauthenticated', 'The token is missing or not known here.');
    }
    request.principal = found.principal;
    limitRate(limiter, found.principal, request, reply, { now: now(), steady: steady() });
    return found.principal;
  }
}

function tokenOf(request: Asked): string {
  const header = request.headers[CREDENTIAL_HEADER.name];
  if (typeof header === 'string' && header !== '') return header;
  const query = queryToken(request);
  if (query !== null) return query;
  const bearer = bearerToken(request);
  if (bearer === undefined) {
    throw new Refusal('malformed', 'Invalid request: malformed authorization header', {
      detail: MALFORMED_AUTHORIZATION,
    });
  }
  return bearer ?? '';
}

/** The old way of sending an API token. */
function queryToken(request: Asked): string | null {
  const query = (request.query ?? queryOf(request.url)) as Record<string, unknown>;
  const token = query['api_token'];
  return typeof token === 'string' && token !== '' ? token : null;
}

/** A path that cannot be decoded comes without a query read. */
function queryOf(url: string): Record<string, string> {
  const start = url.indexOf('?');
  return start === -1 ? {} : Object.fromEntries(new URLSearchParams(url.slice(start + 1)));
}

/** An API token is not taken as a Bearer, nor an access token as an API token. */
function isAcceptable(principal: Principal, request: Asked): boolean {
  if (principal.vendor !== 'pipedrive' || principal.appId === null) return false;
  const hasApiToken =
    Boolean(request.headers[CREDENTIAL_HEADER.name]) || queryToken(request) !== null;
  return hasApiToken ? principal.kind === 'api' : principal.kind === 'access';
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../../access/authenticator.ts';
import type { Principal } from '../../access/principal.ts';
import { RateLimiter } from '../../access/rate-limiter.ts';
import { Refusal } from '../../domain/refusal.ts';
import { bearerToken } from '../../http/request.ts';
import { BURST_WINDOW_MS } from './capabilities.ts';
import { MALFORMED_AUTHORIZATION } from './errors.ts';

/** A principal that can act on channels: it belongs to an app of this vendor. */
export type PipedrivePrincipal = Principal & { appId: number };

/**
 * Credentials of facts 3: `x-api-token`, `?api_token=`, or a Bearer access token. The API token
 * wins when both come, and a bad one is refused even beside a good Bearer. Then the rate limit of
 * the workspace, then the scope.
 */
export function createAuth(authenticator: Pick<Authenticator, 'authenticate'>, now: () => number) {
  const limiter = new RateLimiter();

  return function authenticate(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Principal | Promise<Principal> {
    const found = authenticator.authenticate(tokenOf(request));
    if (found instanceof Promise) return found.then((late) => admit(late, request, reply));
    return admit(found, request, reply);
  };

  function admit(found: Authentication, request: FastifyRequest, reply: FastifyReply): Principal {
    if (found.kind === 'dead') {
      request.deadWorkspaceId = found.workspaceId;
      throw new Refusal('unauthenticated', `The token is ${found.reason}.`);
    }
    if (found.kind === 'unknown' || !isAcceptable(found.principal, request)) {
      throw new Refusal('unauthenticated', 'The token is missing or not known here.');
    }
    request.principal = found.principal;
    limitRate(found.principal, request, reply);
    requireScope(found.principal, request);
    return found.principal;
  }

  function limitRate(principal: Principal, request: FastifyRequest, reply: FastifyReply): void {
    const settings = limitsOf(principal);
    const { cost } = request.routeOptions.config;
    if (settings === null || cost === undefined) return;
    const keys = { token: String(principal.tokenId), workspace: String(principal.workspaceId) };
    const limits = { ...settings, burstWindowMs: BURST_WINDOW_MS };
    const standing = limiter.take(keys, cost, limits, now());
    if (settings.burst !== null) {
      void reply.headers({
        'x-ratelimit-limit': String(settings.burst),
        'x-ratelimit-remaining': String(standing.burstRemaining),
        'x-ratelimit-reset': String(Math.ceil(standing.burstResetMs / 1_000)),
      });
    }
    if (settings.dailyBudget !== null) {
      void reply.headers({
        'x-daily-ratelimit-token-limit': String(settings.dailyBudget),
        'x-daily-ratelimit-token-remaining': String(standing.dailyRemaining),
      });
      if (principal.kind === 'api') {
        void reply.header('x-daily-requests-left', String(standing.dailyRemaining));
      }
    }
    if (!standing.isWithin) {
      throw new Refusal('rate-limited', 'The workspace is over its rate limit.');
    }
  }
}

function tokenOf(request: FastifyRequest): string {
  const header = request.headers['x-api-token'];
  if (typeof header === 'string' && header !== '') return header;
  const query = (request.query as Record<string, unknown>)['api_token'];
  if (typeof query === 'string' && query !== '') return query;
  const bearer = bearerToken(request);
  if (bearer === undefined) {
    throw new Refusal('malformed', 'Invalid request: malformed authorization header', {
      detail: MALFORMED_AUTHORIZATION,
    });
  }
  return bearer ?? '';
}

/** An API token is not taken as a Bearer, nor an access token as an API token. */
function isAcceptable(principal: Principal, request: FastifyRequest): boolean {
  if (principal.vendor !== 'pipedrive' || principal.appId === null) return false;
  const hasApiToken =
    Boolean(request.headers['x-api-token']) ||
    Boolean((request.query as Record<string, unknown>)['api_token']);
  return hasApiToken ? principal.kind === 'api' : principal.kind === 'access';
}

function requireScope(principal: Principal, request: FastifyRequest): void {
  const { scope } = request.routeOptions.config;
  if (principal.kind === 'api' || scope === undefined || principal.scopes.includes(scope)) return;
  throw new Refusal('scope-missing', `The access token lacks the scope ${scope}.`);
}

function limitsOf(
  principal: Principal,
): { dailyBudget: number | null; burst: number | null } | null {
  const all = principal.settings['rateLimits'] as
    Record<string, { dailyBudget?: number; burst?: number } | null | undefined> | undefined;
  const own = all?.['pipedrive'];
  if (own === undefined || own === null) return null;
  return { dailyBudget: own.dailyBudget ?? null, burst: own.burst ?? null };
}

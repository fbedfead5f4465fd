import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authentication, Authenticator } from '../../access/authenticator.ts';
import type { Principal } from '../../access/principal.ts';
import { RateLimiter } from '../../access/rate-limiter.ts';
import { Refusal } from '../../domain/refusal.ts';
import { principalOf } from '../../http/request.ts';
import { BUSINESS_SCOPE, VENDOR, roleOf } from './capabilities.ts';
import { limitRate } from './rate-limit.ts';

/** A key of this vendor: it belongs to the app that stands for custom channels. */
export type PartooPrincipal = Principal & { appId: number };

/** The header `x-APIKey` (seed 004), then the organization's rate limit. */
export function createAuth(authenticator: Pick<Authenticator, 'authenticate'>, now: () => number) {
  const limiter = new RateLimiter();

  return function authenticate(
    request: FastifyRequest,
    _reply: FastifyReply,
  ): Principal | Promise<Principal> {
    const header = request.headers['x-apikey'];
    const found = authenticator.authenticate(typeof header === 'string' ? header : '');
    return found instanceof Promise
      ? found.then((late) => admit(late, request))
      : admit(found, request);
  };

  function admit(found: Authentication, request: FastifyRequest): Principal {
    if (found.kind === 'dead') {
      request.deadWorkspaceId = found.workspaceId;
      throw new Refusal('unauthenticated', `The key is ${found.reason}.`);
    }
    if (found.kind === 'unknown' || found.principal.vendor !== VENDOR) {
      throw new Refusal('unauthenticated', 'The key is missing or not known here.');
    }
    request.principal = found.principal;
    limitRate(limiter, found.principal, now());
    return found.principal;
  }
}

/** The key of the request. */
export function keyOf(request: FastifyRequest): PartooPrincipal {
  const principal = principalOf(request);
  const { appId } = principal;
  if (appId !== null) return { ...principal, appId };
  throw new Refusal('internal', 'The key belongs to no app.');
}

/** The external ids of the businesses that the key reaches; null for all of its organization. */
export function reachOf(principal: Principal): readonly string[] | null {
  if (roleOf(principal.kind)?.reach === 'organization') return null;
  return principal.scopes
    .filter((scope) => scope.startsWith(BUSINESS_SCOPE))
    .map((scope) => scope.slice(BUSINESS_SCOPE.length));
}

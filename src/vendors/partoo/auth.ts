import type { Authentication, Authenticator } from '../../access/authenticator.ts';
import type { Principal } from '../../access/principal.ts';
import { RateLimiter } from '../../access/rate-limiter.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AnswerHeaders, Asked } from '../../http/asked.ts';
import { principalOf } from '../../http/request.ts';
import type { Store } from '../../store/store.ts';
import { BUSINESS_SCOPE, CREDENTIAL_HEADER, VENDOR, roleOf } from './capabilities.ts';
import { findOrganization, notThere, organizationIn } from './organizations.ts';
import { limitRate } from './rate-limit.ts';

/** A key of this vendor: it belongs to the app that stands for custom channels. */
export type PartooPrincipal = Principal & { appId: number };

type Ports = {
  authenticator: Pick<Authenticator, 'authenticate'>;
  store: Pick<Store, 'read'>;
  now: () => number;
  steady: () => number;
};

/**
 * The header `x-APIKey`, then its organization, then the organization's rate limit
 * (docs/partoo.md#errors-and-limits).
 */
export function createAuth({ authenticator, store, now, steady }: Ports) {
  const limiter = new RateLimiter();

  return function authenticate(
    request: Asked,
    _reply: AnswerHeaders,
  ): Principal | Promise<Principal> {
    const header = request.headers[CREDENTIAL_HEADER.name];
    const key = typeof header === 'string' ? header : '';
    const found = authenticator.authenticate(key, request);
    return found instanceof Promise
      ? found.then((late) => admit(late, key, request))
      : admit(found, key, request);
  };

  function admit(
    found: Authentication,
    key: string,
    request: Asked,
  ): Principal | Promise<Principal> {
    const principal = principalIn(found, request);
    request.principal = principal;
    if (!principal.isWide && organizationIn(request) === null) return limited(principal);
    return inOrganization(principal, key, request).then((there) => {
      request.principal = there;
      return limited(there);
    });
  }

  /** The key as it stands in the organization that the request is about. */
  async function inOrganization(
    principal: Principal,
    key: string,
    request: Asked,
  ): Promise<Principal> {
    const workspaceId = await findOrganization(store, principal, request);
    if (workspaceId === principal.workspaceId) return principal;
    const found = await authenticator.authenticate(key, request, workspaceId);
    if (found.kind === 'unknown') throw notThere();
    return principalIn(found, request);
  }

  function limited(principal: Principal): Principal {
    limitRate(limiter, principal, { now: now(), steady: steady() });
    return principal;
  }
}

function principalIn(found: Authentication, request: Asked): Principal {
  if (found.kind === 'dead') {
    request.deadWorkspaceId = found.workspaceId;
    throw new Refusal('unauthenticated', `The key is ${found.reason}.`);
  }
  if (found.kind === 'unknown' || found.principal.vendor !== VENDOR) {
    throw new Refusal('unauthenticated', 'The key is missing or not known here.');
  }
  return found.principal;
}

/** The key of the request. */
export function keyOf(request: Asked): PartooPrincipal {
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

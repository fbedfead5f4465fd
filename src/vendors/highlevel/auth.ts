import type { Authentication, Authenticator } from '../../access/authenticator.ts';
import type { Principal } from '../../access/principal.ts';
import { missingScope } from '../../access/rights.ts';
import { RateLimiter } from '../../access/rate-limiter.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { AnswerHeaders, Asked } from '../../http/asked.ts';
import { bearerToken, principalOf } from '../../http/request.ts';
import { RIGHTS, VERSIONS } from './capabilities.ts';
import { HighLevelRefusal, TEXTS } from './errors.ts';
import type { Locations } from './locations.ts';
import { announceUnused, limitRate } from './rate-limit.ts';
import { COMPANY_KIND, VENDOR } from './settings.ts';

/** A credential of a location, with the id that the vendor's clients know the location by. */
export type HighLevelPrincipal = Principal & { locationId: string };

type AuthPorts = {
  authenticator: Pick<Authenticator, 'authenticate'>;
  locations: Locations;
  now: () => number;
  steady: () => number;
};

/**
 * In the order of docs/highlevel.md#order-of-checks: a credential is there, it is known, it is
 * within its rate limit, the Version is there and published, the scope is held, the location named
 * in path, query or header is the credential's own. A body's locationId is looked at once the body
 * is read.
 */
export function createAuth({ authenticator, locations, now, steady }: AuthPorts) {
  const limiter = new RateLimiter();

  return function authenticate(
    request: Asked,
    reply: AnswerHeaders,
  ): Principal | Promise<Principal> {
    announceUnused(reply, now());
    const token = tokenOf(request);
    const found = authenticator.authenticate(token, request);
    return found instanceof Promise
      ? found.then((late) => admit(late, token, request, reply))
      : admit(found, token, request, reply);
  };

  function admit(
    found: Authentication,
    token: string,
    request: Asked,
    reply: AnswerHeaders,
  ): HighLevelPrincipal | Promise<HighLevelPrincipal> {
    if (found.kind === 'dead') request.deadWorkspaceId = found.workspaceId;
    if (found.kind !== 'valid' || found.principal.vendor !== VENDOR) throw refusedToken(token);
    const { principal } = found;
    request.principal = principal;
    limitRate(limiter, principal, reply, { now: now(), steady: steady() });
    requireVersion(request);
    requireAuthClass(principal, request);
    requireScope(principal, request);
    const locationId = locations.idOf(principal.workspaceId);
    return typeof locationId === 'string'
      ? locate(principal, locationId, request)
      : locationId.then((late) => locate(principal, late, request));
  }
}

function tokenOf(request: Asked): string {
  const bearer = bearerToken(request);
  if (typeof bearer === 'string') return bearer;
  throw new HighLevelRefusal(401, TEXTS.noAuthorization);
}

/** What the vendor says of a bad token depends on what it looks like. */
function refusedToken(token: string): Refusal {
  return new HighLevelRefusal(
    401,
    token.startsWith('pit-') ? TEXTS.badPrivateIntegrationToken : TEXTS.badAccessToken,
  );
}

function requireVersion(request: Asked): void {
  const version = request.headers['version'];
  if (version === undefined || version === '') throw new HighLevelRefusal(401, TEXTS.noVersion);
  if (typeof version !== 'string' || !VERSIONS.has(version)) {
    throw new HighLevelRefusal(401, TEXTS.badVersion);
  }
}

function requireAuthClass({ kind }: Principal, { routeConfig }: Asked): void {
  if (routeConfig === null || (kind === COMPANY_KIND) === (routeConfig.isForCompany === true))
    return;
  throw new HighLevelRefusal(401, TEXTS.wrongAuthClass);
}

function requireScope(principal: Principal, request: Asked): void {
  const action = request.routeConfig?.action;
  if (action === undefined || missingScope(RIGHTS, principal, action) === null) return;
  throw new Refusal('scope-missing', TEXTS.scopeMissing);
}

function locate(principal: Principal, locationId: string, request: Asked): HighLevelPrincipal {
  if (request.routeConfig?.isForCompany === true) return { ...principal, locationId };
  requireOwnLocation(locationId, request.headers['locationid']);
  requireOwnLocation(
    locationId,
    (request.params as Record<string, unknown> | null)?.['locationId'],
  );
  requireOwnLocation(locationId, (request.query as Record<string, unknown> | null)?.['locationId']);
  return { ...principal, locationId };
}

/** For a hook between reading a body and checking it. */
export function requireOwnLocationOfBody(
  request: Asked & { readonly body: unknown },
  _reply: unknown,
  done: (error?: Error) => void,
): void {
  try {
    const body = request.body as Record<string, unknown> | null | undefined;
    if (typeof body === 'object') {
      requireOwnLocation(locatedPrincipalOf(request).locationId, body?.['locationId']);
    }
    done();
  } catch (error) {
    done(error as Error);
  }
}

/** Whether it exists or not: the text is the same. One that is no text is the schema's to refuse. */
function requireOwnLocation(own: string, named: unknown): void {
  if (typeof named !== 'string' || named === '' || named === own) return;
  throw new HighLevelRefusal(403, TEXTS.otherLocation);
}

export function locatedPrincipalOf(request: Asked): HighLevelPrincipal {
  return principalOf(request) as HighLevelPrincipal;
}

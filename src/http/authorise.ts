import { addressOf } from './client-address.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isInList } from '../access/address-list.ts';
import type { Audit } from '../access/audit.ts';
import type { Action } from '../access/rights.ts';
import { AUDITED, hasRole, missingScope } from '../access/rights.ts';
import { Refusal } from '../domain/refusal.ts';
import { auditAnswer, recordChanges } from './audit-requests.ts';
import type { Face } from './face.ts';
import { principalOf } from './request.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route does, by which its face's rights decide. Every route that is not public has one. */
    action?: Action;
  }
}

/**
 * Holds every route of a face to the face's table of rights: a route that names no action, or one
 * that the face grants nobody, stops the server from starting. The scope is looked at before the
 * body is read (`earlyRefusal`), the role mostly after it was found well-formed; only
 * routes where a role counts get a hook for it, since each costs the accept path (measured).
 */
export function authoriseRoutes(
  scope: FastifyInstance,
  face: Face,
  { audit, now }: { audit: Pick<Audit, 'record'>; now: () => number },
): void {
  scope.addHook('onRoute', (route) => {
    const { isPublic, action } = route.config ?? {};
    if (isPublic === true) return;
    const entry = action === undefined ? undefined : face.rights.table[action];
    if (action === undefined || entry === undefined) {
      const name = `${String(route.method)} ${route.url}`;
      throw new Error(
        action === undefined
          ? `${name} names no action: set config.action to one of access/rights.ts.`
          : `${name} is for ${action}, which the rights of the API ${face.name} do not list.`,
      );
    }
    if (AUDITED.has(action)) {
      route.onSend = [auditAnswer(audit, action), ...[route.onSend ?? []].flat()];
      route.preHandler = [recordChanges(now, action), ...[route.preHandler ?? []].flat()];
    }
    if (entry.roles === undefined || face.rights.isRoleFirst === true) return;
    route.preHandler = [
      (request, _reply, done) => {
        done(roleRefusal(face, request, action));
      },
      ...[route.preHandler ?? []].flat(),
    ];
  });
}

/** A token that is bound to addresses is worth nothing elsewhere, whatever the API. */
export function addressRefusal(request: FastifyRequest): Refusal | undefined {
  const { allowedAddresses } = principalOf(request);
  if (allowedAddresses === null || isInList(allowedAddresses, addressOf(request))) return undefined;
  return new Refusal(
    'unauthenticated',
    `The token is not taken from the address ${addressOf(request)}.`,
  );
}

/** What is known before the body is read: the scope, and the role where the vendor begins with it. */
export function earlyRefusal(face: Face, request: FastifyRequest): Refusal | undefined {
  const action = request.routeConfig?.action;
  if (action === undefined) return undefined;
  const scope = missingScope(face.rights, principalOf(request), action);
  if (scope === null) {
    return face.rights.isRoleFirst === true ? roleRefusal(face, request, action) : undefined;
  }
  return new Refusal('scope-missing', `The token lacks the scope ${scope}.`, { detail: scope });
}

function roleRefusal(face: Face, request: FastifyRequest, action: Action): Refusal | undefined {
  if (hasRole(face.rights, principalOf(request), action)) return undefined;
  const { roles = [], refusal } = face.rights.table[action] ?? {};
  const words =
    refusal?.message ?? `This needs the role ${roles.join(' or ') || 'of a connector'}.`;
  const detail = refusal?.detail;
  return new Refusal('forbidden', words, detail === undefined ? {} : { detail });
}
